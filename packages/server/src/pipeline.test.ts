import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  AwsError,
  Blob,
  blob,
  defaultCorsPolicy,
  header,
  integer,
  label,
  payload,
  required,
  restJsonProtocol,
  rpcV2Protocol,
  statusCode,
  string,
  structure,
  type WireRequest,
} from '@paddock/wire';
import { relaxedAuthorizer } from './authorization/authorizer.js';
import { Identifier } from './identify.js';
import { Authenticator } from './identity/authenticator.js';
import { firstOf } from './identity/credentials.js';
import { bind, operationsOf } from './operation.js';
import { createPipeline } from './pipeline.js';
import { testClock } from './runtime/controlled-clock.js';
import { createIds } from './runtime/ids.js';
import { silentLogger } from './runtime/log.js';
import { seededRandom } from './runtime/random.js';
import type { Service } from './service.js';
import { testAccount, testStart } from './test-request.js';

const operation = operationsOf<undefined>();
const invoke = operation({
  name: 'Invoke',
  http: { method: 'POST', path: '/functions/{FunctionName}/invocations', status: 202 },
  input: structure('InvocationRequest', {
    FunctionName: required(label(string({ max: 5 }))),
    LogType: header('X-Amz-Log-Type', string()),
    Payload: payload(blob()),
  }),
  output: structure('InvocationResponse', {
    StatusCode: statusCode(integer()),
    FunctionError: header('X-Amz-Function-Error', string()),
    Payload: payload(blob()),
  }),
  errors: [],
  needs: () => [],
  run: (_, { FunctionName, LogType, Payload }) => {
    if (FunctionName === 'none')
      throw new AwsError('ResourceNotFoundException', 'None.', { status: 404, members: { Type: 'User' } });
    return {
      ...(FunctionName === 'sync' ? { StatusCode: 200 } : {}),
      FunctionError: LogType,
      Payload: Payload ?? Blob.fromBytes(Buffer.from('null')),
    };
  },
});
const remove = operation({
  name: 'Delete',
  http: { method: 'DELETE', path: '/functions/{FunctionName}', status: 204 },
  input: structure('DeleteRequest', { FunctionName: required(label(string())) }),
  output: undefined,
  errors: [],
  needs: () => [],
  run: () => undefined,
});
const put = operation({
  name: 'Put',
  input: structure('PutInput', { Name: required(string()) }),
  output: undefined,
  errors: [],
  inflates: 100,
  needs: () => [],
  run: (_, { Name }) => assert.equal(Name, 'n'),
});

const nothing = async (): Promise<void> => undefined;
const service: Service = {
  name: 'functions',
  signingName: 'functions',
  restProtocol: restJsonProtocol({ blobType: 'application/json' }),
  rpcServiceId: 'Functions',
  protocols: new Map([['application/cbor', rpcV2Protocol({ namespace: 'functions' })]]),
  operations: new Map([invoke, remove, put].map((each) => [each.name, bind(each as never, undefined)])),
  start: nothing,
  drain: nothing,
  stop: nothing,
};
const clock = testClock(testStart);
let lastUserAgent: string | undefined;
const handler = createPipeline({
  identifier: new Identifier([service]),
  authenticator: new Authenticator({
    credentials: firstOf([]),
    relaxedAccount: testAccount,
    serverTime: () => clock.now(),
  }),
  authorizer: relaxedAuthorizer,
  faults: undefined,
  cors: defaultCorsPolicy,
  hosts: { names: [] },
  clock,
  ids: createIds(seededRandom(1)),
  logger: silentLogger,
  now: () => clock.now(),
  observe: ({ userAgent }) => {
    lastUserAgent = userAgent;
  },
  control: () => undefined,
});

async function send(parts: Partial<WireRequest>) {
  const answer = await handler({
    method: 'POST',
    path: '/',
    query: '',
    headers: { host: 'localhost' },
    remoteAddress: '127.0.0.1',
    http: '1.1',
    onClose: () => undefined,
    body: Buffer.alloc(0),
    ...parts,
  });
  const { 'x-amzn-RequestId': requestId, ...headers } = answer.headers;
  assert.ok(requestId);
  assert.ok(typeof answer.body === 'string' || answer.body instanceof Uint8Array);
  return { status: answer.status, headers, body: Buffer.from(answer.body).toString() };
}

test('a REST operation reads its path, headers and payload, and answers with its status', async () => {
  const answer = await send({
    path: '/functions/f%3A1/invocations',
    headers: { 'x-amz-log-type': 'Tail' },
    body: Buffer.from('{"a":1}'),
  });
  const headers = { 'content-type': 'application/json', 'content-length': '7', 'x-amz-function-error': 'Tail' };
  assert.deepEqual(answer, { status: 202, headers, body: '{"a":1}' });
  const sync = await send({ path: '/functions/sync/invocations' });
  assert.deepEqual([sync.status, sync.body], [200, 'null']);
  assert.deepEqual(await send({ method: 'DELETE', path: '/functions/f' }), {
    status: 204,
    headers: { 'content-type': 'application/json', 'content-length': '0' },
    body: '',
  });
});

test('what a REST request gets wrong is said in its form', async () => {
  const none = await send({ path: '/functions/none/invocations' });
  assert.deepEqual(
    [none.status, none.headers['x-amzn-ErrorType'], none.body],
    [404, 'ResourceNotFoundException', '{"Type":"User","message":"None."}'],
  );
  const long = await send({ path: '/functions/too-long/invocations' });
  assert.equal(long.headers['x-amzn-ErrorType'], 'ValidationException');
  assert.match(long.body, /^\{"message":"1 validation error detected: Value 'too-long' at 'functionName' failed/);
  const elsewhere = await send({ method: 'PUT', path: '/functions/f' });
  assert.equal(elsewhere.status, 403);
  assert.equal(elsewhere.body, '{"Message":"Unable to determine service/operation name to be authorized"}');
});

test('RPCv2 is answered in CBOR, and gzip is inflated for those who take it', async () => {
  const body = Buffer.from('a1644e616d65616e', 'hex');
  const rpc = { path: '/service/Functions/operation/Put', headers: { 'smithy-protocol': 'rpc-v2-cbor' } };
  const done = { status: 200, headers: { 'smithy-protocol': 'rpc-v2-cbor' }, body: '' };
  assert.deepEqual(await send({ ...rpc, body }), done);
  const gzipped = { ...rpc.headers, 'content-encoding': 'gzip' };
  assert.deepEqual(await send({ ...rpc, headers: gzipped, body: gzipSync(body) }), done);
  const bomb = await send({ ...rpc, headers: gzipped, body: gzipSync(Buffer.alloc(1000)) });
  assert.equal(bomb.status, 413);
  assert.match(bomb.body, /functions#RequestEntityTooLargeException/);
});

test('of a page, what the SDK in it says of itself is told with the browser', async () => {
  const from = async (headers: Record<string, string>) => {
    await send({ path: '/functions/name/invocations', headers: { host: 'localhost', ...headers } });
    return lastUserAgent;
  };
  const said = { 'x-amz-user-agent': 'aws-sdk-js/3 paddock-console/1' };
  assert.equal(
    await from({ 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'same-origin', ...said }),
    'Mozilla/5.0 aws-sdk-js/3 paddock-console/1',
  );
  assert.equal(await from({ 'user-agent': 'aws-sdk-js/3', ...said }), 'aws-sdk-js/3');
  assert.equal(await from({}), undefined);
});
