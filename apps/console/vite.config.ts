import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  plugins: [fontFiles(), matchingTokens(), oneAppLayout(), paintFirst()],
  // Cloudscape's messages are parsed when it is built: the parser would only be a weight.
  resolve: {
    alias: [
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/lib/no-parser.js',
      },
    ],
  },
  // Its plugin sees it in development, too.
  optimizeDeps: { exclude: ['@cloudscape-design/design-tokens'] },
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
      if (!isBuild || !id.endsWith('global-styles/index.css')) return undefined;
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

/**
 * Design tokens are names of CSS properties with a hash that changes from version to version. Two packages have them, and npm may install two versions: the one of the
 * components, which defines the properties, is right. Without this, what we colour ourselves stays light in the dark.
 */
function matchingTokens(): Plugin {
  const components = dirname(createRequire(import.meta.url).resolve('@cloudscape-design/components'));
  const theme = join(components, 'internal/base-theme/styles.scoped.css');
  let known: ReadonlyMap<string, string> | undefined;
  const read = (): ReadonlyMap<string, string> =>
    new Map(
      [...readFileSync(theme, 'utf8').matchAll(/(--[a-z0-9-]+)-([a-z0-9]{6}):/g)].map(([, name = '', hash = '']) => [
        name,
        hash,
      ]),
    );
  return {
    name: 'matching-tokens',
    transform(code, id) {
      if (!/design-tokens\/index\.js/.test(id)) return undefined;
      known ??= read();
      const names = known;
      return code.replaceAll(
        /var\((--[a-z0-9-]+)-([a-z0-9]{6})/g,
        (_, name: string, hash: string) => `var(${name}-${names.get(name) ?? hash}`,
      );
    },
  };
}

/** Cloudscape has three app layouts and chooses when it runs; ours is always the same one. */
function oneAppLayout(): Plugin {
  return {
    name: 'one-app-layout',
    enforce: 'pre',
    resolveId(id, importer) {
      const isOther = id === './classic' || id === './visual-refresh-toolbar';
      if (!isOther || importer === undefined || !importer.endsWith('components/app-layout/internal.js'))
        return undefined;
      return this.resolve('./visual-refresh', importer, { skipSelf: true });
    },
  };
}

/** The console's styles come after what is to be painted before them: a style sheet in the head holds up everything. */
function paintFirst(): Plugin {
  return {
    name: 'paint-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const styles = html.match(/ *<link rel="stylesheet" crossorigin [^>]*>\n/g) ?? [];
        const head = styles.reduce((text, style) => text.replace(style, ''), html);
        return head.replace('</body>', `${styles.join('')}  </body>`);
      },
    },
  };
}
