import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from '../../../runtime/clock.js';
import { Workbench } from './testing.js';

const bench = new Workbench();
after(() => bench.close());

const at = (log: readonly string[], start: string): string => log.find((line) => line.startsWith(start)) ?? '';

test('a thrown error is the answer, with type, message and trace, and the environment lives on', async () => {
  const spec = bench.spec({
    'index.js': 'let n = 0; exports.handler = async () => { if (n++ === 0) throw new TypeError("boom"); return n; };',
  });
  const failed = await bench.invoke(spec);
  assert.equal(failed.functionError, 'Unhandled');
  assert.equal(failed.json['errorType'], 'TypeError');
  assert.equal(failed.json['errorMessage'], 'boom');
  assert.equal((failed.json['trace'] as string[])[0], 'TypeError: boom');
  assert.match((failed.json['trace'] as string[])[1] ?? '', /^ {4}at (?:Runtime|exports)\.\w+ \(.*index\.js:1:\d+\)$/);
  assert.doesNotMatch(at(failed.log, 'REPORT'), /Status/);
  const next = await bench.invoke(spec);
  assert.equal(next.text, '2');
  assert.equal(next.logStream, failed.logStream);
});

test('what is no error is told by its type', async () => {
  assert.deepEqual((await bench.once('exports.handler = async () => { throw "text"; }')).json, {
    errorType: 'string',
    errorMessage: 'text',
    trace: [],
  });
});

test('process.exit ends the environment only', async () => {
  const spec = bench.spec({
    'index.js': 'exports.handler = async ({ status }) => status === undefined ? "fine" : process.exit(status);',
  });
  const one = await bench.invoke(spec, { status: 1 });
  const text = `RequestId: ${one.requestId} Error: Runtime exited with error: exit status 1`;
  assert.deepEqual(one.json, { errorType: 'Runtime.ExitError', errorMessage: text });
  assert.deepEqual(Object.keys(one.json), ['errorType', 'errorMessage']);
  assert.ok(one.log.includes(`${text}\nRuntime.ExitError\n`));
  assert.match(at(one.log, 'REPORT'), /\tStatus: error\tError Type: Runtime\.ExitError\t\n$/);
  const zero = await bench.invoke(spec, { status: 0 });
  assert.equal(
    zero.json['errorMessage'],
    `RequestId: ${zero.requestId} Error: Runtime exited without providing a reason`,
  );
  const fine = await bench.invoke(spec);
  assert.equal(fine.text, '"fine"');
  assert.equal(new Set([one.logStream, zero.logStream, fine.logStream]).size, 3);
});

test('a signal is named', async () => {
  const killed = await bench.once(
    'exports.handler = async () => { process.kill(process.pid, "SIGKILL"); await new Promise(() => {}); }',
  );
  assert.equal(
    killed.json['errorMessage'],
    `RequestId: ${killed.requestId} Error: Runtime exited with error: signal: killed`,
  );
  const aborted = await bench.once('exports.handler = async () => { process.abort(); }');
  assert.match(String(aborted.json['errorMessage']), /signal: (?:aborted|trace)/);
});

test('an uncaught exception is answered, and ends the environment', async () => {
  const spec = bench.spec({
    'index.js':
      'exports.handler = ({ ok }, _, done) => ok ? done(null, 1) : setImmediate(() => { throw new RangeError("late"); });',
  });
  const failed = await bench.invoke(spec);
  assert.equal(failed.json['errorType'], 'RangeError');
  assert.ok(
    failed.log.some((line) =>
      line.includes('\tERROR\tUncaught Exception \t{"errorType":"RangeError","errorMessage":"late"'),
    ),
  );
  const next = await bench.invoke(spec, { ok: true });
  assert.equal(next.text, '1');
  assert.notEqual(next.logStream, failed.logStream);
});

test('an unhandled rejection is answered', async () => {
  const failed = await bench.once(
    'exports.handler = () => { Promise.reject(new Error("nobody cares")); return new Promise(() => {}); }',
  );
  assert.equal(failed.json['errorType'], 'Runtime.UnhandledPromiseRejection');
  assert.equal(failed.json['errorMessage'], 'Error: nobody cares');
});

test('an infinite loop ends at the deadline', async () => {
  const spec = bench.spec(
    { 'index.js': 'exports.handler = async ({ loop }) => { while (loop); return 1; };' },
    { timeoutSeconds: 1 },
  );
  const failed = await bench.invoke(spec, { loop: true });
  assert.deepEqual(failed.json, {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${failed.requestId} Error: Task timed out after 1.00 seconds`,
  });
  assert.equal(failed.timedOut, true);
  assert.ok(failed.durationMs >= 1000);
  assert.ok(failed.log.some((line) => line.endsWith(`Z ${failed.requestId} Task timed out after 1.00 seconds\n\n`)));
  assert.match(at(failed.log, 'REPORT'), /\tStatus: timeout\t\n$/);
  assert.equal((await bench.invoke(spec)).text, '1');
});

test('a memory hog is killed', async () => {
  const source =
    'exports.handler = async () => { const all = []; for (;;) { all.push(Buffer.alloc(8e6, 1)); await new Promise(setImmediate); } }';
  const failed = await bench.once(source, {}, { memoryMb: 128 });
  assert.equal(failed.json['errorType'], 'Runtime.ExitError');
  assert.equal(
    failed.json['errorMessage'],
    `RequestId: ${failed.requestId} Error: Runtime exited with error: signal: killed`,
  );
  assert.equal(failed.maxMemoryMb, 128);
});

test('an answer over 6 MB is refused, and the environment lives on', async () => {
  const spec = bench.spec({ 'index.js': 'exports.handler = async ({ size }) => "x".repeat(size);' });
  const failed = await bench.invoke(spec, { size: 6 * 1024 * 1024 + 100 });
  assert.deepEqual(failed.json, {
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    errorType: 'Function.ResponseSizeTooLarge',
  });
  const fits = await bench.invoke(spec, { size: 6 * 1024 * 1024 + 98 });
  assert.equal(fits.text.length, 6 * 1024 * 1024 + 100);
  assert.equal(fits.logStream, failed.logStream);
});

test('what fails when it is loaded is tried again within the invocation', async () => {
  const failed = await bench.once('throw new Error("not today");');
  assert.equal(failed.json['errorType'], 'Error');
  assert.equal(failed.json['errorMessage'], 'not today');
  const reports = failed.log.filter((line) => line.startsWith('INIT_REPORT'));
  assert.equal(reports.length, 2);
  assert.match(
    reports[0] ?? '',
    /^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Error\n$/,
  );
  assert.match(reports[1] ?? '', /\tPhase: invoke\t/);
  const order = failed.log.map((line) => line.split(' ', 1)[0]).filter((word) => /^[A-Z_]+$/.test(word ?? ''));
  assert.deepEqual(order, ['INIT_START', 'INIT_REPORT', 'INIT_REPORT', 'START', 'END', 'REPORT']);
  assert.ok(
    failed.log.some((line) =>
      /Z\tundefined\tERROR\tUncaught Exception \t\{"errorType":"Error","errorMessage":"not today"/.test(line),
    ),
  );
});

test('what exits while it is loaded', async () => {
  const failed = await bench.once('process.exit(3);');
  assert.equal(
    failed.json['errorMessage'],
    `RequestId: ${failed.requestId} Error: Runtime exited with error: exit status 3`,
  );
});

test('loading has ten seconds, then the invocation’s own time', async () => {
  const clock = systemClock();
  const quick = new Workbench({ clock: { ...clock, after: (ms, run) => clock.after(ms / 20, run) } });
  after(() => quick.close());
  const failed = await quick.once('for (;;);', {}, { timeoutSeconds: 3 });
  assert.equal(failed.json['errorMessage'], `RequestId: ${failed.requestId} Error: Task timed out after 3.00 seconds`);
  const reports = failed.log.filter((line) => line.startsWith('INIT_REPORT'));
  assert.match(reports[0] ?? '', /Phase: init\tStatus: timeout\n$/);
  assert.match(reports[1] ?? '', /Phase: invoke\tStatus: timeout\n$/);
});

for (const [handler, errorType, message] of [
  ['index.nothing', 'Runtime.HandlerNotFound', 'index.nothing is undefined or not exported'],
  ['index.value', 'Runtime.HandlerNotFound', 'index.value is not a function'],
  ['index', 'Runtime.MalformedHandlerName', 'Bad handler'],
  [
    '../index.handler',
    'Runtime.MalformedHandlerName',
    "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
  ],
  [
    'absent.handler',
    'Runtime.ImportModuleError',
    "Error: Cannot find module 'absent'\nRequire stack:\n- /var/runtime/index.mjs",
  ],
  ['broken.handler', 'Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected '],
] as const) {
  test(`the handler ${handler}: ${errorType}`, async () => {
    const spec = bench.spec({ 'index.js': 'exports.value = 1;', 'broken.js': 'exports.handler = (' }, { handler });
    const failed = await bench.invoke(spec);
    assert.equal(failed.json['errorType'], errorType);
    assert.ok(String(failed.json['errorMessage']).startsWith(message), String(failed.json['errorMessage']));
  });
}

test('a runtime that this host has not says so', async () => {
  const failed = await bench.once('', {}, { runtime: 'java21' });
  assert.equal(failed.json['errorType'], 'Runtime.InvalidEntrypoint');
  assert.match(String(failed.json['errorMessage']), /java21 is not available on this host/);
  assert.match(at(failed.log, 'INIT_REPORT'), /Error Type: Runtime\.InvalidEntrypoint/);
});
