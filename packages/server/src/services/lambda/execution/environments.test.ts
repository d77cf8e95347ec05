import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../../../runtime/clock.js';
import { noIsolation, probeIsolation } from './isolation.js';
import { processesWith } from './process-tree.js';
import { Workbench } from './testing.js';

const clock = systemClock();
const isolation = await probeIsolation();
const mounted = isolation.mounts ? {} : { skip: 'this host lets nobody mount in a namespace' };
const onLinux = process.platform === 'linux' ? {} : { skip: 'this host has no /proc' };
const bench = new Workbench({ isolation });
const bare = new Workbench({ isolation: noIsolation() });
after(() => Promise.all([bench.close(), bare.close()]));

/** Polls, as there is nothing to wait on: the state of another process. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => clock.after(2, () => resolve(undefined)));
}

const counter =
  'let n = 0; exports.handler = async ({ wait }) => { if (wait) await new Promise((r) => setTimeout(r, wait)); return ++n; };';
const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
};

test('an environment serves one invocation after the other, and more at once in others', async () => {
  const spec = bench.spec({ 'index.js': counter });
  assert.equal((await bench.invoke(spec)).text, '1');
  assert.equal((await bench.invoke(spec)).text, '2');
  const both = await Promise.all([bench.invoke(spec, { wait: 30 }), bench.invoke(spec, { wait: 30 })]);
  assert.deepEqual(both.map(({ text }) => text).sort(), ['1', '3']);
  assert.deepEqual(bench.pool.counts(spec.key), { total: 2, busy: 0, provisioned: 0 });
});

test('retired environments finish what they do, and take no more', async () => {
  const spec = bench.spec({ 'index.js': counter });
  const first = bench.invoke(spec, { wait: 50 });
  await until(() => bench.pool.counts(spec.key).busy === 1);
  await bench.pool.retire(spec.key);
  const second = await bench.invoke(spec);
  assert.equal(second.text, '1');
  assert.equal((await first).text, '1');
  await until(() => bench.pool.counts(spec.key).total === 1);
  await bench.pool.retire(spec.key);
  assert.equal(bench.pool.counts(spec.key).total, 0);
});

test('provisioned environments are there before they are needed, and come first', async () => {
  const spec = bench.spec({
    'index.js': 'const type = process.env.AWS_LAMBDA_INITIALIZATION_TYPE; exports.handler = async () => type;',
  });
  await bench.pool.provision(spec, 2);
  assert.deepEqual(bench.pool.counts(spec.key), { total: 2, busy: 0, provisioned: 2 });
  const { text, initMs } = await bench.invoke(spec);
  assert.equal(text, '"provisioned-concurrency"');
  assert.equal(initMs, undefined);
  await bench.pool.provision(spec, 0);
  assert.equal(bench.pool.counts(spec.key).total, 0);
});

test('a provisioned environment that ends is replaced', async () => {
  const spec = bench.spec({ 'index.js': 'exports.handler = async ({ exit }) => exit ? process.exit(1) : 1;' });
  await bench.pool.provision(spec, 1);
  assert.equal((await bench.invoke(spec, { exit: true })).functionError, 'Unhandled');
  await until(() => bench.pool.counts(spec.key).provisioned === 1);
  assert.equal((await bench.invoke(spec)).initMs, undefined);
  await bench.pool.retire(spec.key);
  assert.equal(bench.pool.counts(spec.key).total, 0);
});

test('stopAll ends invocations that are under way, and says nothing of how they went', async () => {
  const own = new Workbench({ isolation });
  const spec = own.spec({ 'index.js': counter });
  const running = own.invoke(spec, { wait: 100_000 });
  await until(() => [...own.logs.values()].some((lines) => lines.some((line) => line.startsWith('START'))));
  const told = assert.rejects(running, { name: 'EnvironmentsClosedError' });
  await own.close();
  await told;
});

test('of too many idle environments the one that has been idle longest goes', async () => {
  const few = new Workbench({ isolation, mostIdle: 2 });
  after(() => few.close());
  const specs = [1, 2, 3].map((number) =>
    few.spec({ 'index.js': `exports.handler = async () => ${number};` }, { key: `key ${number}` }),
  );
  for (const spec of specs) await few.invoke(spec);
  await until(() => few.pool.counts().total === 2);
  assert.deepEqual(
    specs.map(({ key }) => few.pool.counts(key).total),
    [0, 1, 1],
  );
});

test('idle environments go, and so do those whose credentials end', async () => {
  const brief = new Workbench({ isolation, idleMs: 1 });
  after(() => brief.close());
  const spec = brief.spec({ 'index.js': counter });
  await brief.invoke(spec);
  await until(() => brief.pool.counts().total === 0);
  const credentials = () => ({
    accessKeyId: 'a',
    secretAccessKey: 'b',
    sessionToken: 'c',
    expiresAt: clock.now() + 60_000,
  });
  const expiring = bench.spec({ 'index.js': counter }, { credentials });
  assert.equal((await bench.invoke(expiring)).text, '1');
  assert.equal((await bench.invoke(expiring)).text, '1');
});

test('without credentials there is no invocation', async () => {
  const credentials = () => Promise.reject(new Error('the role is gone'));
  await assert.rejects(bench.invoke(bench.spec({ 'index.js': counter }, { credentials })), /the role is gone/);
});

for (const [name, place, options] of [
  ['mounted', bench, mounted],
  ['bare', bare, onLinux],
] as const) {
  test(`an environment without work is stopped, and goes on with the next (${name})`, { ...options }, async () => {
    const source = 'setInterval(() => {}, 1); exports.handler = async () => process.env.AWS_LAMBDA_RUNTIME_API;';
    const spec = place.spec({ 'index.js': source });
    const { text } = await place.invoke(spec);
    const pids = (): number[] => processesWith(`AWS_LAMBDA_RUNTIME_API=${String(JSON.parse(text))}`);
    const stopped = (): boolean =>
      pids().some((pid) => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'latin1')));
    await until(stopped);
    assert.equal((await place.invoke(spec)).text, text);
    await until(stopped);
    await place.pool.retire(spec.key);
    assert.deepEqual(pids(), []);
  });

  test(`nothing that a function starts outlives its environment (${name})`, { ...options }, async () => {
    const source = `const { spawn } = require("child_process"); let isDone = false; exports.handler = async () => {
      if (isDone) return; isDone = true;
      for (const detached of [true, false]) spawn("sleep", ["1000"], { detached, stdio: "ignore" }).unref();
      spawn("sh", ["-c", "(setsid sleep 1000 &)"], { stdio: "ignore" }); return process.env.AWS_LAMBDA_RUNTIME_API; };`;
    const spec = place.spec({ 'index.js': source });
    const { text } = await place.invoke(spec);
    const variable = `AWS_LAMBDA_RUNTIME_API=${String(JSON.parse(text))}`;
    // Between invocations everything is stopped, also a shell that has not come to its sleep.
    while (processesWith(variable).filter((pid) => commandOf(pid).startsWith('sleep')).length < 3)
      await place.invoke(spec);
    const pids = processesWith(variable);
    await place.pool.retire(spec.key);
    await until(() => pids.every((pid) => !alive(pid)));
  });

  test(`/tmp is its own, and goes with it (${name})`, { ...options }, async () => {
    const source = `const fs = require("fs"); const tmp = require("os").tmpdir(); exports.handler = async () => {
      const before = fs.readdirSync(tmp); fs.writeFileSync(tmp + "/file", "x"); return { before, tmp, home: process.env.HOME, cwd: process.cwd() === process.env.LAMBDA_TASK_ROOT }; };`;
    const spec = place.spec({ 'index.js': source });
    const first = await place.invoke(spec);
    assert.deepEqual(first.json['before'], []);
    assert.equal(first.json['cwd'], true);
    assert.equal(first.json['home'], first.json['tmp']);
    assert.deepEqual((await place.invoke(spec)).json['before'], ['file']);
    await place.pool.retire(spec.key);
    if (name === 'bare') assert.equal(existsSync(String(first.json['tmp'])), false);
    assert.deepEqual((await place.invoke(spec)).json['before'], []);
  });
}

test('mounted: AWS’s places, read-only code, a full /tmp', { ...mounted }, async () => {
  const source = `const fs = require("fs"); const refused = (run) => { try { run(); return "no"; } catch (error) { return error.code; } };
    exports.handler = async () => [process.env.LAMBDA_TASK_ROOT, __dirname, refused(() => fs.writeFileSync("/var/task/x", "")), refused(() => fs.writeFileSync("/opt/x", "")),
      refused(() => fs.writeFileSync("/tmp/big", Buffer.alloc(3e6))), fs.existsSync("/var/runtime/bootstrap.py"), process.execPath];`;
  const { text } = await bench.once(source, {}, { ephemeralMb: 2 });
  assert.equal(text, '["/var/task","/var/task","EROFS","EROFS","ENOSPC",true,"/var/lang/bin/node"]');
});

test('the server’s end is that of its environments', { ...onLinux }, async () => {
  const modules = ['./environments.js', './testing.js'].map((name) => new URL(name, import.meta.url).href);
  const script = `const { Workbench } = await import(${JSON.stringify(modules[1])}); const bench = new Workbench();
    const { text } = await bench.once("exports.handler = async () => process.env.AWS_LAMBDA_RUNTIME_API"); console.log(text); process.kill(process.pid, "SIGKILL");`;
  let said = '';
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: bench.files({ 'a.txt': '' }) },
    });
  } catch (error) {
    said = (error as { stdout: string }).stdout;
  }
  const api = String(JSON.parse(said));
  await until(() => processesWith(`AWS_LAMBDA_RUNTIME_API=${api}`).every((pid) => !alive(pid)));
});

test('what a killed server left is removed by the next', async () => {
  const directory = bench.files({ 'paddock-lambda-999999999-00000000/x/tmp/file': '', 'other/file': '' });
  const next = new Workbench({ isolation, directory });
  await next.once('exports.handler = async () => 1;');
  assert.equal(
    readdirSync(directory)
      .filter((name) => !name.startsWith(`paddock-lambda-${process.pid}-`))
      .join(),
    'other',
  );
  await next.close();
});

test('stopAll leaves neither processes nor directories', async () => {
  const own = new Workbench({ isolation });
  const spec = own.spec({ 'index.js': counter });
  await Promise.all([own.invoke(spec), own.invoke(spec)]);
  const root = spec.codeDirectory.replace(/\/code-[^/]*$/, '');
  assert.equal(readdirSync(root).filter((name) => name.startsWith('paddock-lambda-')).length, 1);
  await own.pool.stopAll();
  assert.equal(readdirSync(root).filter((name) => name.startsWith('paddock-lambda-')).length, 0);
  assert.ok(statSync(spec.codeDirectory).isDirectory());
  assert.deepEqual(own.pool.counts(), { total: 0, busy: 0, provisioned: 0 });
  await own.close();
});

/** Nothing for a process that is gone by now. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

test('what is hidden stays so, and nobody takes the mounts away', mounted, async (context) => {
  if (isolation.unprivileged === '') return context.skip('this host has no setpriv');
  // Not in /tmp, which is the environment's own.
  const secret = mkdtempSync('/var/tmp/paddock-hidden-');
  writeFileSync(join(secret, 'key'), 'secret');
  context.after(() => rmSync(secret, { recursive: true }));
  const hiding = new Workbench({ isolation, hidden: [secret] });
  context.after(() => hiding.close());
  const code = `const { readdirSync } = require('fs'); const { spawnSync } = require('child_process');
    exports.handler = async ({ path }) => {
      const tried = [['umount', path], ['umount', '/var/task'], ['mount', '-t', 'tmpfs', 'none', '/opt']].map(([program, ...words]) => spawnSync(program, words).status !== 0);
      let outside = 'seen'; try { readdirSync('/proc/1/root' + path); } catch { outside = 'denied'; }
      return { tried, outside, seen: readdirSync(path) }; };`;
  const { json } = await hiding.invoke(hiding.spec({ 'index.js': code }), { path: secret });
  assert.deepEqual(json, { tried: [true, true, true], outside: 'denied', seen: [] });
});
