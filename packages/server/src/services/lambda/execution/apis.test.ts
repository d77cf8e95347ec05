import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { noIsolation } from './isolation.js';
import { Workbench } from './testing.js';

const bench = new Workbench();
after(() => bench.close());

/** Begins a program that speaks to the APIs by hand: `call(method, path, body, headers)` gives [status, headers, text]. */
const PRELUDE = `#!/usr/bin/env node
const http = require("http"); const agent = new http.Agent({ keepAlive: true }); const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const call = (method, path, body, headers) => new Promise((resolve, reject) => { http.request({ hostname, port, agent, method, path, headers }, (r) => {
  let text = ""; r.on("data", (d) => text += d).on("end", () => resolve([r.statusCode, r.headers, text])); }).on("error", reject).end(body); });
const next = () => call("GET", "/2018-06-01/runtime/invocation/next"); const idOf = ([, headers]) => headers["lambda-runtime-aws-request-id"];
const respond = (id, body, headers) => call("POST", "/2018-06-01/runtime/invocation/" + id + "/response", body, headers);
const serve = async (answer) => { for (;;) { const got = await next(); await respond(idOf(got), JSON.stringify(await answer(got))); } };
`;
const provided = { runtime: 'provided.al2023', timeoutSeconds: 5 } as const;
const state = (from: string, to: string): string =>
  `{"errorMessage":"State transition from ${from} to ${to} failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}\n`;

test('the Runtime API refuses what is out of turn, as AWS words it', async () => {
  const bootstrap = `${PRELUDE}(async () => {
    const early = await respond("none", "{}"); const got = await next(); const id = idOf(got); const again = await next(); const wrong = await respond("other", "{}");
    const mode = await call("GET", "/2018-06-01/runtime/nothing"); const method = await call("GET", "/2018-06-01/runtime/init/error"); const ping = await call("GET", "/2018-06-01/ping");
    const init = await call("POST", "/2018-06-01/runtime/init/error", "{}"); const restore = await call("GET", "/2018-06-01/runtime/restore/next");
    const short = ([status, , text]) => [status, text]; const headers = Object.keys(got[1]).filter((name) => name.startsWith("lambda-")).sort();
    const ok = await respond(id, JSON.stringify([short(early), short(again), short(wrong), short(mode), short(method), short(ping), short(init), short(restore), headers, Number(got[1]["lambda-runtime-deadline-ms"]) > Date.now()]));
    const twice = await respond(id, "{}"); const got2 = await next(); await respond(idOf(got2), JSON.stringify([short(ok), short(twice)])); await next(); })();`;
  const spec = bench.spec({ bootstrap }, provided);
  const first = JSON.parse((await bench.invoke(spec)).text) as unknown[];
  assert.deepEqual(first, [
    [400, '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n'],
    [403, state('Running', 'Ready')],
    [400, '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n'],
    [404, '404 page not found\n'],
    [405, ''],
    [200, 'pong'],
    [403, state('Running', 'InitError')],
    [403, state('Running', 'Ready')],
    ['lambda-runtime-aws-request-id', 'lambda-runtime-deadline-ms', 'lambda-runtime-invoked-function-arn'],
    true,
  ]);
  assert.deepEqual(JSON.parse((await bench.invoke(spec)).text), [
    [202, '{"status":"OK"}\n'],
    [403, state('ResponseSent', 'InvocationResponse')],
  ]);
});

test('an unknown response mode fails the invocation', async () => {
  const bootstrap = `${PRELUDE}(async () => { const id = idOf(await next()); const [status] = await respond(id, "{}", { "Lambda-Runtime-Function-Response-Mode": "odd" }); console.log("status", status); await next(); })();`;
  const { json } = await bench.invoke(bench.spec({ bootstrap }, provided));
  assert.equal(json['errorType'], 'Runtime.InvalidResponseModeHeader');
});

test('pages of a browser are turned away', async () => {
  const bootstrap = `${PRELUDE}(async () => { const ping = (headers) => call("GET", "/2018-06-01/ping", undefined, headers);
    const answers = [await ping({ origin: "https://example.com" }), await ping({ "sec-fetch-site": "cross-site" }), await ping({ host: "rebound.example:" + port }), await ping({})];
    await serve(() => answers.map(([status]) => status)); })();`;
  assert.equal((await bench.invoke(bench.spec({ bootstrap }, provided))).text, '[403,403,403,200]');
});

test('nobody else reaches the Runtime API', async (context) => {
  if (!existsSync('/proc/net/tcp')) return context.skip('the host does not tell whose a connection is');
  for (const isolation of [undefined, noIsolation()]) {
    const own = new Workbench(isolation === undefined ? {} : { isolation });
    const spec = own.spec({ 'index.js': 'exports.handler = async () => process.env.AWS_LAMBDA_RUNTIME_API;' });
    try {
      const address = JSON.parse((await own.invoke(spec)).text) as string;
      for (const path of ['ping', 'runtime/invocation/next'])
        assert.equal((await fetch(`http://${address}/2018-06-01/${path}`)).status, 403);
      assert.equal(JSON.parse((await own.invoke(spec)).text), address);
    } finally {
      await own.close();
    }
  }
});

test('an init error is the answer of the invocation', async () => {
  const bootstrap = `${PRELUDE}call("POST", "/2018-06-01/runtime/init/error", JSON.stringify({ errorType: "My.Error", errorMessage: "no" }), { "Lambda-Runtime-Function-Error-Type": "My.Error" }).then(() => process.exit(1));`;
  const { json, log } = await bench.invoke(bench.spec({ bootstrap }, provided));
  assert.deepEqual(json, { errorType: 'My.Error', errorMessage: 'no' });
  assert.equal(log.filter((line) => line.includes('Error Type: My.Error')).length, 3);
});

const extension = (work: string): string => `${PRELUDE}(async () => {
  const name = require("path").basename(process.argv[1]); const [status, headers, text] = await call("POST", "/2020-01-01/extension/register", JSON.stringify({ events: ["INVOKE", "SHUTDOWN"] }), { "Lambda-Extension-Name": name, "Lambda-Extension-Accept-Feature": "accountId" });
  console.log("registered", status, text, process.env.LAMBDA_TASK_ROOT, process.env._HANDLER, process.env.AWS_REGION);
  const id = headers["lambda-extension-identifier"]; const event = async () => JSON.parse((await call("GET", "/2020-01-01/extension/event/next", undefined, { "Lambda-Extension-Identifier": id }))[2]);
  ${work} })();`;

test('an extension registers, sees invocations, and is told of the end', async () => {
  const layer = bench.files({
    'extensions/watch': extension(
      'for (;;) { const got = await event(); console.log(JSON.stringify(got)); if (got.eventType === "SHUTDOWN") process.exit(0); }',
    ),
  });
  const spec = bench.spec({ 'index.js': 'exports.handler = async () => "done";' }, { layerDirectories: [layer] });
  const { text, requestId, logStream, invokedArn } = { ...(await bench.invoke(spec)), invokedArn: spec.functionArn };
  assert.equal(text, '"done"');
  assert.equal((await bench.invoke(spec)).logStream, logStream);
  await bench.pool.retire(spec.key);
  const log = bench.logs.get(logStream) ?? [];
  assert.ok(
    log.includes(
      'registered 200 {"functionName":"fn","functionVersion":"$LATEST","handler":"index.handler","accountId":"123456789012"} undefined undefined eu-west-1\n',
    ),
  );
  const events = log
    .filter((line) => line.startsWith('{"eventType"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    events.map(({ eventType }) => eventType),
    ['INVOKE', 'INVOKE', 'SHUTDOWN'],
  );
  assert.deepEqual(
    [events[0]?.['requestId'], events[0]?.['invokedFunctionArn'], events[2]?.['shutdownReason']],
    [requestId, invokedArn, 'spindown'],
  );
});

test('an extension that dies takes the environment with it', async () => {
  const layer = bench.files({ 'extensions/dies': extension('process.exit(3);') });
  const { json, requestId } = await bench.invoke(
    bench.spec({ 'index.js': 'exports.handler = async () => 1;' }, { layerDirectories: [layer] }),
  );
  assert.deepEqual(json, {
    errorType: 'Extension.Crash',
    errorMessage: `RequestId: ${requestId} Error: exit status 3`,
  });
});

test('an extension that takes long keeps the environment busy, not the answer', async () => {
  const layer = bench.files({
    'extensions/slow': extension(
      'await event(); console.log("at work"); await new Promise((r) => setTimeout(r, 100)); await event();',
    ),
  });
  const spec = bench.spec({ 'index.js': 'exports.handler = async () => 1;' }, { layerDirectories: [layer] });
  const first = await bench.invoke(spec);
  assert.equal(first.text, '1');
  const second = await bench.invoke(spec);
  assert.notEqual(second.logStream, first.logStream);
});

test('extensions are refused as AWS words it', async () => {
  const source = `${PRELUDE.replace(/^#!.*\n/, '')}
    const register = (headers, body = '{"events":["INVOKE"]}') => call("POST", "/2020-01-01/extension/register", body, headers);
    const at = (id) => call("GET", "/2020-01-01/extension/event/next", undefined, id === undefined ? {} : { "Lambda-Extension-Identifier": id });
    const first = (async () => [await register({}), await register({ "Lambda-Extension-Name": "in" }, '{"events":["SHUTDOWN"]}'), await register({ "Lambda-Extension-Name": "in" }, "x"),
      await at(), await at("x"), await at("00000000-0000-4000-8000-000000000000")].map(([status, , text]) => [status, JSON.parse(text).errorType, JSON.parse(text).errorMessage]))();
    exports.handler = async () => [...await first, JSON.parse((await register({ "Lambda-Extension-Name": "late" }))[2]).errorType];`;
  const { text } = await bench.once(source);
  const [empty, shutdown, format, missing, invalid, unknown, late] = JSON.parse(text) as unknown[][];
  assert.deepEqual(empty, [403, 'Extension.InvalidExtensionName', 'Empty extension name']);
  assert.deepEqual(shutdown, [
    403,
    'Extension.InvalidEventType',
    'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
  ]);
  assert.equal(format?.[1], 'InvalidRequestFormat');
  assert.deepEqual(missing, [
    403,
    'Extension.MissingExtensionIdentifier',
    'Missing Lambda-Extension-Identifier header',
  ]);
  assert.deepEqual(invalid, [403, 'Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier']);
  assert.deepEqual(unknown, [
    403,
    'Extension.UnknownExtensionIdentifier',
    'Unknown extension 00000000-0000-4000-8000-000000000000',
  ]);
  assert.equal(late, 'Extension.RegistrationClosed');
});

test('subscribers are sent the platform’s events and the function’s lines', async () => {
  const layer = bench.files({
    'extensions/telemetry':
      extension(`const seen = []; const server = http.createServer((q, a) => { let t = ""; q.on("data", (d) => t += d).on("end", () => { seen.push(...JSON.parse(t)); a.end();
        if (seen.some(({ type }) => type === "platform.report")) console.log("seen " + seen.map(({ type }) => type).join()); }); });
      await new Promise((r) => server.listen(0, "127.0.0.1", r));
      const body = JSON.stringify({ schemaVersion: "2022-12-13", types: ["platform", "function"], buffering: { timeoutMs: 25 }, destination: { protocol: "HTTP", URI: "http://sandbox.localdomain:" + server.address().port } });
      console.log("subscribed", (await call("PUT", "/2022-07-01/telemetry", body, { "Lambda-Extension-Identifier": id })).join().slice(0, 3)); for (;;) await event();`),
  });
  const spec = bench.spec(
    { 'index.js': 'exports.handler = async () => { console.log("mine"); };' },
    { layerDirectories: [layer] },
  );
  const { logStream } = await bench.invoke(spec);
  const lines = bench.logs.get(logStream) ?? [];
  assert.ok(lines.includes('subscribed 200\n'));
  // An environment without work stands still, its subscribers too: what is on the way arrives with one of the next invocations.
  let told: string | undefined;
  while (told === undefined) {
    await bench.invoke(spec);
    told = lines.find((line) => line.startsWith('seen '));
  }
  assert.match(told, /platform\.start,function,platform\.runtimeDone,platform\.report/);
});

test('a subscription to what cannot be posted to is refused, and a silent subscriber holds nobody up', async () => {
  const layer = bench.files({
    'extensions/odd':
      extension(`const server = http.createServer(() => console.log("posted")); await new Promise((r) => server.listen(0, "127.0.0.1", r));
      const subscribe = (URI) => call("PUT", "/2022-07-01/telemetry", JSON.stringify({ types: ["platform", "function"], buffering: { timeoutMs: 25 }, destination: { protocol: "HTTP", URI } }), { "Lambda-Extension-Identifier": id });
      const answers = []; for (const URI of ["https://sandbox.localdomain:1/", "ftp://sandbox/", "http://sandbox:" + server.address().port]) answers.push((await subscribe(URI))[0]);
      console.log("answers " + answers.join()); for (;;) await event();`),
  });
  const printing = 'exports.handler = async () => { for (let i = 0; i < 200; i++) console.log("x".repeat(100_000)); };';
  const { logStream, functionError } = await bench.invoke(
    bench.spec({ 'index.js': printing }, { layerDirectories: [layer] }),
  );
  assert.equal(functionError, undefined);
  const lines = bench.logs.get(logStream) ?? [];
  assert.ok(lines.includes('answers 400,400,200\n'));
  assert.ok(lines.filter((line) => line === 'posted\n').length <= 4);
});

test('what a client tells of itself reaches the function, whatever characters it has', async () => {
  const spec = bench.spec({ 'index.js': 'exports.handler = async (_, { clientContext }) => clientContext;' });
  const context = { custom: { name: 'Zoë € 🦄\n"', list: [1, 2] } };
  const { json } = await bench.invoke(spec, {}, { clientContext: JSON.stringify(context, undefined, '\t') });
  assert.deepEqual(json, context);
});
