import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { noIsolation } from './isolation.js';
import { Workbench } from './testing.js';

const bench = new Workbench();
const bare = new Workbench({ isolation: noIsolation() });
let seen: { host: string | undefined; target: unknown; url: string | undefined; authorization: string | undefined }[] =
  [];
const server = createServer((request: IncomingMessage, response) => {
  const { host, authorization } = request.headers;
  seen.push({ host, target: request.headers['x-amz-target'], url: request.url, authorization });
  request.resume().on('end', () => response.end(request.method === 'GET' ? 'body' : '{"TableNames":["found"]}'));
});
let endpointUrl = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  await Promise.all([bench.close(), bare.close()]);
  server.closeAllConnections();
  server.close();
});

for (const [what, source, expected] of [
  ['async', 'exports.handler = async (event) => ({ got: event });', '{"got":{"a":1}}'],
  ['a promise', 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 5, 2));', '2'],
  ['callback', 'exports.handler = (event, context, callback) => { setTimeout(callback, 5, null, event.a); };', '1'],
  ['callback at once', 'exports.handler = (event, context, callback) => callback(null, "now");', '"now"'],
  [
    'context.succeed',
    'exports.handler = (event, context) => { setInterval(() => {}, 1000); context.succeed(3); };',
    '3',
  ],
  ['context.done', 'exports.handler = (event, context) => { setTimeout(() => context.done(null, 4), 1); };', '4'],
  ['nothing', 'exports.handler = () => 5;', 'null'],
  ['undefined', 'exports.handler = async () => {};', 'null'],
  ['a promise that nothing settles', 'exports.handler = () => new Promise(() => {});', 'null'],
] as const) {
  test(`${what} is an answer`, async () => {
    assert.equal((await bench.once(source, { a: 1 })).text, expected);
  });
}

test('a callback waits for what is left to do, unless told not to', async () => {
  const source = (waits: boolean): string =>
    `let left = "undone"; exports.handler = (event, context, done) => {
      context.callbackWaitsForEmptyEventLoop = ${waits};
      setTimeout(() => { left = "done"; }, 20); done(null, { toJSON: () => left }); };`;
  assert.equal((await bench.once(source(true))).text, '"done"');
  assert.equal((await bench.once(source(false))).text, '"undone"');
});

test('callback and context.fail tell errors', async () => {
  const one = await bench.once('exports.handler = (e, c, done) => done(new SyntaxError("told"));');
  assert.deepEqual(
    [one.json['errorType'], one.json['errorMessage'], one.functionError],
    ['SyntaxError', 'told', 'Unhandled'],
  );
  const two = await bench.once('exports.handler = (e, context) => context.fail("plain");');
  assert.deepEqual(two.json, { errorType: 'string', errorMessage: 'plain', trace: [] });
});

test('nodejs24.x knows no callbacks', async () => {
  const more = { runtime: 'nodejs24.x' };
  const gone = await bench.once('exports.handler = (event, context, callback) => callback();', {}, more);
  assert.equal(gone.json['errorType'], 'Runtime.CallbackHandlerDeprecated');
  assert.equal(
    (await bench.once('exports.handler = (event, context) => typeof context.done;', {}, more)).text,
    '"undefined"',
  );
});

test('the context is whole', async () => {
  const spec = bench.spec({
    'index.js':
      'exports.handler = async (e, c) => ({ ...c, left: c.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID });',
  });
  const { json, requestId, logStream } = await bench.invoke(
    spec,
    {},
    {
      invokedArn: `${spec.functionArn}:live`,
      clientContext: '{"custom":{"a":"b"}}',
      cognitoIdentity: '{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}',
      traceId: 'Root=1-5;Sampled=0',
    },
  );
  const { left, ...rest } = json;
  assert.ok(Number(left) > 0 && Number(left) <= 10_000);
  assert.deepEqual(rest, {
    functionVersion: '$LATEST',
    functionName: 'fn',
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/fn',
    logStreamName: logStream,
    clientContext: { custom: { a: 'b' } },
    identity: { cognitoIdentityId: 'i', cognitoIdentityPoolId: 'p' },
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:fn:live',
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    trace: 'Root=1-5;Sampled=0',
  });
});

test('the environment variables are AWS’s, and reserved ones win', async () => {
  const more = { variables: { MINE: 'x', AWS_REGION: 'mars', TZ: 'UTC' } };
  const { json } = await bench.once('exports.handler = async () => process.env;', {}, more);
  const expected = {
    MINE: 'x',
    TZ: 'UTC',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    _HANDLER: 'index.handler',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: 'fn',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_ACCESS_KEY_ID: 'ASIATEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    LANG: 'en_US.UTF-8',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, json[name]])), expected);
  assert.equal(json['_LAMBDA_TELEMETRY_LOG_FD'], undefined);
  assert.equal(Object.keys(json).filter((name) => name.includes('PADDOCK')).length, 0);
});

test('handlers in folders, nested, in ES modules with await, by package type', async () => {
  const files = {
    'src/deep.js': 'exports.a = { b: { c: async () => "nested" } };',
    'esm.mjs': 'const v = await Promise.resolve("awaited"); export const handler = async () => v;',
    'common.cjs': 'exports.handler = async () => "cjs";',
    'typed/package.json': '{"type":"module"}',
    'typed/index.js': 'export const handler = async () => import.meta.url.endsWith("typed/index.js");',
  };
  const codeDirectory = bench.files(files);
  const ask = async (handler: string): Promise<string> =>
    (await bench.invoke(bench.spec({}, { codeDirectory, handler, key: handler }))).text;
  assert.equal(await ask('src/deep.a.b.c'), '"nested"');
  assert.equal(await ask('esm.handler'), '"awaited"');
  assert.equal(await ask('common.handler'), '"cjs"');
  assert.equal(await ask('typed/index.handler'), 'true');
});

for (const [name, place] of [
  ['mounted', bench],
  ['bare', bare],
] as const) {
  test(`packages: the function's own, then layers', then the SDKs (${name})`, async () => {
    const pkg = (value: string): string => `module.exports = ${JSON.stringify(value)};`;
    const lower = place.files({
      'nodejs/node_modules/a/index.js': pkg('lower a'),
      'nodejs/node_modules/b/index.js': pkg('lower b'),
      'nodejs/node_modules/o/index.js': pkg('lower o'),
    });
    const upper = place.files({
      'nodejs/node_modules/b/index.js': pkg('upper b'),
      'nodejs/node22/node_modules/c/index.js': pkg('c'),
    });
    const list = '["a", "b", "c", "o"]';
    const files = {
      'node_modules/o/index.js': pkg('own o'),
      'index.js': `exports.handler = async () => [...${list}.map(require), typeof require("@aws-sdk/client-dynamodb").DynamoDBClient, typeof require("aws-sdk").DynamoDB];`,
      'esm.mjs': `const all = []; for (const name of ${list}) all.push((await import(name)).default);
        import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const handler = async () => [...all, typeof DynamoDBClient];`,
    };
    const layerDirectories = [lower, upper];
    const first = await place.invoke(place.spec(files, { layerDirectories, memoryMb: 512 }));
    assert.equal(first.text, '["lower a","upper b","c","own o","function","function"]');
    assert.equal(first.log.filter((line) => line.includes('aws-sdk (v2)')).length, 1);
    const second = await place.invoke(place.spec(files, { layerDirectories, handler: 'esm.handler', memoryMb: 512 }));
    assert.equal(second.text, '["lower a","upper b","c","own o","function"]');
  });
}

test('SDK v2 and v3 without an endpoint reach this server', async () => {
  seen = [];
  const spec = bench.spec(
    {
      'index.js': `const { DynamoDB } = require("aws-sdk"); const { DynamoDBClient, ListTablesCommand } = require("@aws-sdk/client-dynamodb");
      exports.handler = async () => [await new DynamoDB().listTables().promise(), (await new DynamoDBClient().send(new ListTablesCommand())).TableNames];`,
    },
    { endpointUrl, memoryMb: 512 },
  );
  const { text } = await bench.invoke(spec);
  assert.equal(text, '[{"TableNames":["found"]},["found"]]');
  assert.equal(seen[0]?.host, 'dynamodb.eu-west-1.amazonaws.com');
  assert.match(seen[0]?.authorization ?? '', /SignedHeaders=host;/);
  assert.equal(seen[1]?.host, endpointUrl.slice('http://'.length));
});

test('requests to AWS’s hosts come here by http, https and fetch; others do not', async () => {
  seen = [];
  const spec = bench.spec(
    {
      'index.mjs': `import https, { get } from "node:https"; import http from "node:http";
      const read = (request) => new Promise((resolve, reject) => request.on("response", (r) => { r.resume(); resolve(r.statusCode); }).on("error", reject));
      export const handler = async ({ other }) => [
        await read(get("https://bucket.s3.amazonaws.com/key?a=b")), await read(https.get({ hostname: "sts.us-east-1.amazonaws.com", path: "/x", agent: new https.Agent() })),
        await read(http.get(new URL("http://s3.amazonaws.com:8080/p"))), (await fetch("https://kinesis.us-east-1.amazonaws.com/f")).status, (await fetch(other)).status];`,
    },
    { endpointUrl },
  );
  const { text } = await bench.invoke(spec, { other: `${endpointUrl}/other` });
  assert.equal(text, '[200,200,200,200,200]');
  assert.deepEqual(
    seen.map(({ host, url }) => `${host} ${url}`),
    [
      'bucket.s3.amazonaws.com /key?a=b',
      'sts.us-east-1.amazonaws.com /x',
      's3.amazonaws.com:8080 /p',
      'kinesis.us-east-1.amazonaws.com /f',
      `${endpointUrl.slice('http://'.length)} /other`,
    ],
  );
});

test('streaming: pieces reach the sink, or are gathered', async () => {
  const spec = bench.spec({
    'index.js': `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
      stream.setContentType("text/plain"); stream.write("one "); stream.write("two"); stream.end(); await require("stream/promises").finished(stream); });`,
  });
  const gathered = await bench.pool.invoke(spec, {
    requestId: bench.ids.requestId(),
    payload: Buffer.from('{}'),
    invokedArn: spec.functionArn,
  });
  assert.equal(Buffer.from(gathered.payload).toString(), 'one two');
  assert.equal(gathered.contentType, 'text/plain');
  const pieces: string[] = [];
  const streamed = await bench.pool.invoke(spec, {
    requestId: bench.ids.requestId(),
    payload: Buffer.from('{}'),
    invokedArn: spec.functionArn,
    stream: { start: (type) => pieces.push(type), write: (piece) => void pieces.push(Buffer.from(piece).toString()) },
  });
  assert.equal(pieces.shift(), 'text/plain');
  assert.equal(pieces.join(''), 'one two');
  assert.equal(streamed.payload.length, 0);
  assert.equal(streamed.functionError, undefined);
});

test('streaming: a prelude, and an error on the way', async () => {
  const spec = bench.spec({
    'index.js': `exports.handler = awslambda.streamifyResponse(async ({ fail }, stream) => {
      if (fail === "before") throw new Error("early");
      stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
      stream.write("body"); if (fail) throw new Error("late"); stream.end(); });`,
  });
  const run = async (event: object): Promise<[string, Awaited<ReturnType<typeof bench.pool.invoke>>]> => {
    const pieces: Buffer[] = [];
    const payload = Buffer.from(JSON.stringify(event));
    const stream = {
      start: (type: string) => void pieces.push(Buffer.from(`${type}|`)),
      write: (piece: Uint8Array) => void pieces.push(Buffer.from(piece)),
    };
    const outcome = await bench.pool.invoke(spec, {
      requestId: bench.ids.requestId(),
      payload,
      invokedArn: spec.functionArn,
      stream,
    });
    return [Buffer.concat(pieces).toString(), outcome];
  };
  const [whole] = await run({});
  assert.equal(whole, `application/vnd.awslambda.http-integration-response|{"statusCode":201}${'\0'.repeat(8)}body`);
  const [cut, late] = await run({ fail: true });
  assert.ok(cut.endsWith('body'));
  assert.equal(late.streamError?.errorCode, 'Error');
  assert.equal((JSON.parse(late.streamError?.errorDetails ?? '{}') as Record<string, unknown>)['errorMessage'], 'late');
  const [none, early] = await run({ fail: 'before' });
  assert.equal(none, '');
  assert.equal(early.functionError, 'Unhandled');
  assert.match(Buffer.from(early.payload).toString(), /"errorMessage":"early"/);
});

test('AWS_LAMBDA_EXEC_WRAPPER starts the runtime', async () => {
  const codeDirectory = bench.files({
    'bin/wrap': '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n',
    'index.js': 'exports.handler = async () => process.env.WRAPPED',
  });
  const ask = (wrapper: string) =>
    bench.invoke(bench.spec({}, { codeDirectory, key: wrapper, variables: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } }));
  assert.equal((await ask('/var/task/bin/wrap')).text, '"yes"');
  assert.match(String((await ask('/var/task/bin/absent')).json['errorMessage']), /exit status 127/);
});
