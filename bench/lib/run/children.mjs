import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

// Everything that this process starts or makes, so that nothing is left behind however it ends.
const children = new Set();
const directories = new Set();

process.on('exit', () => {
  for (const child of children) killGroup(child, 'SIGKILL');
  for (const directory of directories)
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
});
for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
  process.on(signal, () => process.exit(128 + number));
}

// Starts a command as the leader of its own process group. child.ended resolves with how it ended; child.output()
// gives the last lines that it wrote.
export function start(command, args, { cwd, env = cleanEnvironment(), onLine } = {}) {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let tail = '';
  const keep = (text) => {
    tail = (tail + text).slice(-4000);
  };
  let partial = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    if (!onLine) {
      keep(text);
      return;
    }
    const lines = (partial + text).split('\n');
    partial = lines.pop();
    lines.forEach(onLine);
  });
  child.stderr.setEncoding('utf8').on('data', keep);
  child.output = () => tail.trim();
  child.ended = new Promise((resolve) => {
    child.on('error', (error) => {
      children.delete(child);
      resolve({ code: null, reason: error.message });
    });
    child.on('close', (code, signal) => {
      killGroup(child, 'SIGKILL'); // what its own children may have left
      children.delete(child);
      resolve({ code, reason: signal ? `ended by ${signal}` : `ended with status ${code}` });
    });
  });
  return child;
}

// SIGTERM, then SIGKILL to the whole group when that has not helped within five seconds.
export async function stop(child) {
  if (!children.has(child)) return;
  killGroup(child, 'SIGTERM');
  const hard = setTimeout(() => killGroup(child, 'SIGKILL'), 5000);
  await child.ended;
  clearTimeout(hard);
}

function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // the group is gone
  }
}

export function temporaryDirectory() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'paddock-bench-'));
  directories.add(directory);
  return directory;
}

export function removeDirectory(directory) {
  fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  directories.delete(directory);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The caller's own settings for AWS, npm, Node or any of the servers must not leak into what is compared.
export function cleanEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|npm_|PADDOCK_|KINESIS_|NODE_)/i.test(name));
  return { ...Object.fromEntries(kept), ...more };
}
