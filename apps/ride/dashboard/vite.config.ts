import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page goes where the server finds it: packages/server/pages/dashboard. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: 'public',
  build: {
    outDir: fileURLToPath(new URL('../../../packages/server/pages/dashboard', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 2_000,
  },
});
