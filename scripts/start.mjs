// npm start: installs and builds what is missing, then the server, the stream wildrydes, a few unicorns, and a live status.
// Every PADDOCK_ variable (PADDOCK_PORT, PADDOCK_DATA_DIR …) applies.
import { ensureBuilt, ensureInstalled } from './lib/ensure.mjs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Paddock needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
ensureInstalled(root);
console.log('Building …');
ensureBuilt(root);
console.log('Starting …');
await import(new URL('../apps/ride/dist/start.js', import.meta.url).href);
