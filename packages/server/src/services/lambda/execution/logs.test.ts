import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Workbench } from './testing.js';

const bench = new Workbench();
after(() => bench.close());

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

test('the lines of an invocation, in order', async () => {
  const spec = bench.spec({
    'index.js':
      'exports.handler = async () => { console.log("one"); process.stdout.write("two\\nthree\\n"); console.error("f%s", "our\\nfive"); };',
  });
  const first = await bench.invoke(spec);
  const id = first.requestId;
  const [init, start, ...rest] = first.log;
  assert.match(init ?? '', /^INIT_START Runtime Version: nodejs:22\.v1\n$/);
  assert.equal(start, `START RequestId: ${id} Version: $LATEST\n`);
  const own = rest.slice(0, -2);
  assert.deepEqual(
    own.filter((line) => !line.includes(id)),
    ['two\n', 'three\n'],
  );
  assert.match(
    own.filter((line) => line.includes(id)).join(''),
    new RegExp(`^${TIME}\t${id}\tINFO\tone\n${TIME}\t${id}\tERROR\tfour\nfive\n$`),
  );
  assert.equal(rest.at(-2), `END RequestId: ${id}\n`);
  const report =
    /^REPORT RequestId: \S+\tDuration: (\d+\.\d\d) ms\tBilled Duration: (\d+) ms\tMemory Size: 256 MB\tMax Memory Used: (\d+) MB\tInit Duration: (\d+\.\d\d) ms\t\n$/.exec(
      rest.at(-1) ?? '',
    );
  assert.ok(report);
  assert.equal(first.billedMs, Math.ceil(first.durationMs + (first.initMs ?? 0)));
  assert.equal(Number(report[2]), first.billedMs);
  assert.equal(Number(report[3]), first.maxMemoryMb);
  const second = await bench.invoke(spec);
  assert.equal(second.initMs, undefined);
  assert.equal(second.billedMs, Math.ceil(second.durationMs));
  assert.doesNotMatch(second.log.at(-1) ?? '', /Init Duration/);
  assert.match(first.logStream, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
});

test('what is traced says so at its end', async () => {
  const spec = bench.spec({ 'index.js': 'exports.handler = async () => 1' });
  const { log } = await bench.invoke(spec, {}, { traceId: 'Root=1-5-a;Parent=53995c3f42cd8ad8;Sampled=1' });
  assert.match(log.at(-1) ?? '', /\t\nXRAY TraceId: 1-5-a\tSegmentId: 53995c3f42cd8ad8\tSampled: true\t\n$/);
});

test('a shared log group has the function in its streams', async () => {
  const { logStream } = await bench.once('exports.handler = async () => 1', {}, { logGroup: 'ours' });
  assert.match(logStream, /^\d{4}\/\d\d\/\d\d\/fn\[\$LATEST\][0-9a-f]{32}$/);
});

test('the tail is the last 4 KB of this invocation', async () => {
  const spec = bench.spec({
    'index.js': 'exports.handler = async ({ n }) => { for (let i = 0; i < n; i++) console.log("line", i); };',
  });
  const long = Buffer.from((await bench.invoke(spec, { n: 1000 })).logTail).toString();
  assert.equal(Buffer.byteLength(long), 4096);
  assert.match(long, /line 999\nEND RequestId/);
  const short = await bench.invoke(spec, { n: 1 });
  assert.ok(Buffer.from(short.logTail).toString().startsWith(`START RequestId: ${short.requestId}`));
});

test('a line without an end is cut, and costs no memory', async () => {
  const source =
    'exports.handler = async () => { const b = Buffer.alloc(1 << 20, 120); for (let i = 0; i < 100; i++) require("fs").writeSync(1, b); }';
  const { log } = await bench.once(source);
  const pieces = log.filter((line) => line.startsWith('xxx'));
  assert.equal(pieces.length, 400);
  assert.ok(pieces.every((line) => line.length === 256 * 1024));
});

test('what has no line end is there at the end', async () => {
  const { log } = await bench.once(
    'exports.handler = async () => { process.stdout.write("unfinished"); process.exit(1); }',
  );
  assert.ok(log.includes('unfinished'));
});

test('who closes the output loses it, and nothing else', async () => {
  const { text } = await bench.once(
    'exports.handler = async () => { require("fs").closeSync(1); require("fs").closeSync(3); console.log("lost"); return "kept"; }',
  );
  assert.equal(text, '"kept"');
});

test('JSON: the platform’s events and the function’s messages', async () => {
  const source = `exports.handler = async () => {
    console.log("text"); console.info({ a: 1 }); console.debug("hidden"); console.warn("%s!", "more", new TypeError("inner"));
  };`;
  const { log, requestId } = await bench.once(source, {}, { logFormat: 'JSON' });
  const read = log.map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  assert.deepEqual(
    read.map(({ type, level }) => type ?? level),
    ['platform.initStart', 'platform.start', 'INFO', 'INFO', 'WARN', 'platform.report'],
  );
  assert.deepEqual(Object.keys(read[2] ?? {}), ['timestamp', 'level', 'requestId', 'message']);
  assert.equal(read[2]?.['requestId'], requestId);
  assert.deepEqual(read[3]?.['message'], { a: 1 });
  assert.equal(read[4]?.['errorType'], 'TypeError');
  assert.equal(read[4]?.['errorMessage'], 'inner');
  const report = read[5]?.['record'] ?? {};
  assert.equal(report['status'], 'success');
  assert.deepEqual(Object.keys(report['metrics'] as object), [
    'durationMs',
    'billedDurationMs',
    'memorySizeMB',
    'maxMemoryUsedMB',
    'initDurationMs',
  ]);
  assert.deepEqual(read[1]?.['record'], {
    requestId,
    functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:fn',
    version: '$LATEST',
  });
});

test('JSON: levels of the system and of the application', async () => {
  const more = { logFormat: 'JSON', systemLogLevel: 'DEBUG', applicationLogLevel: 'ERROR' } as const;
  const { log } = await bench.once(
    'exports.handler = async () => { console.warn("no"); throw new Error("bad"); };',
    {},
    more,
  );
  const read = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    read.map(({ type, level }) => type ?? level),
    [
      'platform.initStart',
      'platform.initRuntimeDone',
      'platform.initReport',
      'platform.start',
      'ERROR',
      'platform.runtimeDone',
      'platform.report',
    ],
  );
  assert.deepEqual((read[4]?.['message'] as Record<string, unknown> | undefined)?.['errorMessage'], 'bad');
  const quiet = await bench.once(
    'exports.handler = async () => {};',
    {},
    { logFormat: 'JSON', systemLogLevel: 'WARN' },
  );
  assert.deepEqual(quiet.log, []);
});
