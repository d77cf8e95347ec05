import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { eventually } from '../harness.js';
import { startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';
import { hasProc, processesWith } from './processes.js';

/** What a function does to itself, it does to itself: its own invocation fails as on AWS, and all else goes on. */
const code = `
const { writeFileSync, existsSync, readFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
let calls = 0;
exports.handler = async (event, context) => {
  calls++;
  switch (event.op) {
    case 'exit': process.exit(event.code);
    case 'exception': setImmediate(() => { throw new RangeError('nobody catches this'); }); return new Promise(() => {});
    case 'rejection': Promise.reject(new TypeError('nobody handles this')); return new Promise((resolve) => setTimeout(resolve, 2000));
    case 'loop': for (;;);
    case 'sleep': return new Promise((resolve) => setTimeout(() => resolve('slept'), event.ms));
    case 'memory': { const kept = []; for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1)); }
    case 'heap': { const kept = []; for (;;) kept.push(new Array(100_000).fill({})); }
    case 'log': for (let line = 0; line < event.lines; line++) console.log(line + ' ' + 'x'.repeat(event.size)); return 'logged';
    case 'fork': spawn('/bin/sh', ['-c', 'trap "" TERM HUP; while true; do sleep 1; done'], { detached: true, stdio: 'ignore' }).unref(); return 'forked';
    case 'kill': process.kill(process.pid, 'SIGKILL'); return new Promise(() => {});
    case 'pending': setTimeout(() => { globalThis.later = true; }, 30); return 'answered';
    case 'was': return globalThis.later === true;
    case 'write': writeFileSync('/tmp/kept', event.text); return existsSync('/tmp/kept');
    case 'read': return { calls, kept: existsSync('/tmp/kept') ? readFileSync('/tmp/kept', 'utf8') : null };
    case 'task': try { writeFileSync('/var/task/new', 'x'); return 'written'; } catch (error) { return error.code; }
    case 'circular': { const it = {}; it.it = it; return it; }
    case 'bigint': return 1n;
  }
  return 'fine';
};`;

describe('what functions do to themselves', { timeout: 90_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  let bystander = '';
  let isOver = false;
  let rounds: Promise<number>;
  const make = (more: object = {}) => paddock.newFunction(code, { Role: role, Timeout: 10, ...more });
  /** The error that an invocation ends with. */
  const errorOf = async (name: string, event: object): Promise<{ type: string; message: string }> => {
    const { payload, functionError } = await paddock.invoke(name, event);
    assert.equal(functionError, 'Unhandled', JSON.stringify(payload));
    const { errorType, errorMessage } = payload as Record<string, string>;
    return { type: errorType ?? '', message: (errorMessage ?? '').replace(/^RequestId: [-0-9a-f]{36} /, '') };
  };
  const works = async (name: string): Promise<void> =>
    assert.deepEqual(await paddock.invoke(name, {}), {
      payload: 'fine',
      functionError: undefined,
      version: '$LATEST',
    });

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
    bystander = await make();
    // Somebody else's function, called all the time.
    rounds = (async () => {
      let count = 0;
      for (; !isOver; count++) {
        await works(bystander);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return count;
    })();
    rounds.catch(() => {});
  });
  afterEach(() => works(bystander));
  after(async () => {
    isOver = true;
    assert.ok((await rounds) > 20);
    await paddock.close();
  });

  it('exit and being killed', async () => {
    const name = await make();
    const type = 'Runtime.ExitError';
    assert.deepEqual(await errorOf(name, { op: 'exit', code: 0 }), {
      type,
      message: 'Error: Runtime exited without providing a reason',
    });
    assert.deepEqual(await errorOf(name, { op: 'exit', code: 7 }), {
      type,
      message: 'Error: Runtime exited with error: exit status 7',
    });
    assert.deepEqual(await errorOf(name, { op: 'kill' }), {
      type,
      message: 'Error: Runtime exited with error: signal: killed',
    });
    await works(name);
  });

  it('exceptions and rejections that nobody takes', async () => {
    const name = await make();
    const thrown = await errorOf(name, { op: 'exception' });
    assert.deepEqual(thrown, { type: 'RangeError', message: 'nobody catches this' });
    await works(name);
    const rejected = await errorOf(name, { op: 'rejection' });
    assert.deepEqual(rejected, {
      type: 'Runtime.UnhandledPromiseRejection',
      message: 'TypeError: nobody handles this',
    });
    await works(name);
  });

  it('running forever, busily or asleep', async () => {
    const name = await make({ Timeout: 1 });
    for (const op of ['loop', 'sleep']) {
      const started = performance.now();
      assert.deepEqual(await errorOf(name, { op, ms: 60_000 }), {
        type: 'Sandbox.Timedout',
        message: 'Error: Task timed out after 1.00 seconds',
      });
      const elapsed = performance.now() - started;
      assert.ok(elapsed >= 990, `after ${elapsed} ms`);
    }
    await works(name);
    const log = await paddock.logOf(name);
    assert.ok(
      log.some((line) => /^\d{4}-\d\d-\d\dT\S+Z [-0-9a-f]{36} Task timed out after 1\.00 seconds\n\n?$/.test(line)),
    );
    assert.ok(log.some((line) => /^REPORT .*\tStatus: timeout\t?\n?$/.test(line)));
  });

  it('taking more memory than there is', async () => {
    const name = await make({ MemorySize: 128 });
    for (const op of ['memory', 'heap']) {
      const { type } = await errorOf(name, { op });
      assert.match(type, /^Runtime\.(ExitError|OutOfMemory)$/, op);
    }
    await works(name);
  });

  it('logging without end', async () => {
    const name = await make({ Timeout: 30 });
    const { payload, functionError } = await paddock.invoke(name, { op: 'log', lines: 20_000, size: 500 });
    assert.deepEqual([payload, functionError], ['logged', undefined]);
    const long = await paddock.invoke(name, { op: 'log', lines: 2, size: 400_000 });
    assert.equal(long.payload, 'logged');
    await works(name);
  });

  it('answers that are no JSON', async () => {
    const name = await make();
    for (const op of ['circular', 'bigint'])
      assert.match((await errorOf(name, { op })).message, /^Unable to stringify response body/, op);
    await works(name);
  });

  it('processes that it leaves behind: none is left', { skip: !hasProc && 'there is no /proc' }, async () => {
    const mark = `mark-${process.pid}-fork`;
    const name = await make({ Environment: { Variables: { MARK: mark } }, Timeout: 5 });
    assert.equal((await paddock.invoke(name, { op: 'fork' })).payload, 'forked');
    assert.ok(processesWith(mark).length > 1);
    await works(name);
    await errorOf(name, { op: 'exit', code: 1 });
    await paddock.invoke(name, { op: 'fork' });
    await paddock.lambda.deleteFunction({ FunctionName: name });
    await eventually('their end', () => processesWith(mark).length === 0);
  });

  it('work that goes on after the answer: it stands still until the next call', async () => {
    const name = await make();
    assert.equal((await paddock.invoke(name, { op: 'pending' })).payload, 'answered');
    await new Promise((resolve) => setTimeout(resolve, 120));
    const { payload } = await paddock.invoke(name, { op: 'was' });
    assert.equal(typeof payload, 'boolean');
    const later = await eventually(
      'its turn',
      async () => (await paddock.invoke(name, { op: 'was' })).payload === true,
    );
    assert.equal(later, true);
  });

  it('its own /tmp: warm invocations keep it, other functions have theirs', async () => {
    const [one, two] = await Promise.all([make(), make()]);
    await Promise.all([
      paddock.invoke(one, { op: 'write', text: 'of one' }),
      paddock.invoke(two, { op: 'write', text: 'of two' }),
    ]);
    assert.deepEqual((await paddock.invoke(one, { op: 'read' })).payload, { calls: 2, kept: 'of one' });
    assert.deepEqual((await paddock.invoke(two, { op: 'read' })).payload, { calls: 2, kept: 'of two' });
    await errorOf(one, { op: 'exit', code: 1 });
    assert.equal(((await paddock.invoke(one, { op: 'read' })).payload as { calls: number }).calls, 1);
    assert.equal(((await paddock.invoke(bystander, { op: 'read' })).payload as { kept: unknown }).kept, null);
    assert.equal((await paddock.invoke(one, { op: 'task' })).payload, 'EROFS');
  });

  it('a hundred at once, all of them cold', async () => {
    const name = await make({ Timeout: 60 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => paddock.invoke(name, { op: 'sleep', ms: 50 })));
    assert.deepEqual(new Set(answers.map(({ payload }) => payload)), new Set(['slept']));
  });

  it('a zip whose files are damaged inside', async () => {
    const files = zipOf([{ name: 'index.js', content: code, says: { crc32: 1 } }]);
    const creating = paddock.lambda.createFunction({
      FunctionName: 'damaged',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: role,
      Code: { ZipFile: files },
    });
    await assert.rejects(creating, { name: 'InvalidParameterValueException' });
  });
});
