#!/usr/bin/env node
import { bundleIsFresh } from './bundle-is-fresh.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Paddock needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

let cli;
try {
  cli = await import(bundleIsFresh() ? '../bundle/cli/launch.js' : '../dist/cli/launch.js');
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('Paddock is not built yet. Run: npm install && npm run build');
  process.exit(1);
}
await cli.launch();
