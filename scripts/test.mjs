// Runs every compiled test with Node's own runner; installs and builds first, so that a fresh clone needs one command.
//   npm test                     all tests
//   npm test -- wire sigv4       only test files whose path contains one of the words
import { globSync } from './lib/files.mjs';
import { ensureBuilt } from './lib/ensure.mjs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
ensureBuilt(root);
const words = process.argv.slice(2);
const files = globSync(root, ['packages', 'apps', 'conformance'], (path) => /\/dist\/.*\.test\.js$/.test(path)).filter(
  (path) => words.length === 0 || words.some((word) => path.includes(word)),
);
if (files.length === 0) {
  console.error('no test file matches');
  process.exit(1);
}
// Three at once on two processors: many tests wait for browsers, processes and real minutes.
const result = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    '--test',
    '--test-reporter=spec',
    '--test-timeout=180000',
    `--test-concurrency=${process.env.TEST_CONCURRENCY ?? 3}`,
    ...files,
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(result.status ?? 1);
