import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/**
 * The page goes where the server finds it: packages/server/pages/console. While one works on it, `PADDOCK_URL=http://localhost:4566 npx vite -c apps/console/vite.config.ts` serves it at
 * /console/ and passes everything else on to that server.
 */
export default defineConfig(({ command }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: command === 'serve' ? '/console/' : './',
  publicDir: 'public',
  plugins: [fontFiles()],
  ...(process.env['VITE_CACHE'] === undefined ? {} : { cacheDir: process.env['VITE_CACHE'] }),
  server: {
    proxy: { '^/(?!console/)': { target: process.env['PADDOCK_URL'] ?? 'http://localhost:4566' } },
  },
  build: {
    outDir: fileURLToPath(new URL('../../packages/server/pages/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The page's policy takes scripts, styles and fonts from files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // Directives for React's servers, of which there is none.
      checks: { moduleLevelDirective: false },
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
}));

/** Cloudscape's fonts stand within its style sheet: as files they are loaded when they are used, and the page's policy lets them. */
function fontFiles(): Plugin {
  let isBuild = false;
  return {
    name: 'font-files',
    enforce: 'pre',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    transform(code, id) {
      if (!isBuild || !/global-styles\/index\.css$/.test(id)) return undefined;
      let count = 0;
      return code.replaceAll(/url\(["']?data:font\/woff2;base64,([\w+/=]+)["']?\)/g, (_, font: string) => {
        const reference = this.emitFile({
          type: 'asset',
          name: `font-${++count}.woff2`,
          source: Buffer.from(font, 'base64'),
        });
        return `url(__VITE_ASSET__${reference}__)`;
      });
    },
  };
}
