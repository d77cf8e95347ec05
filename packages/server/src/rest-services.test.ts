import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  AwsError,
  queryProtocol,
  restJsonProtocol,
  rpcV2Protocol,
  structure,
  type RequestHead,
  type WireRequest,
} from '@paddock/wire';
import { Identifier } from './identify.js';
import type { BoundOperation } from './operation.js';
import type { Service } from './service.js';

const formType = 'application/x-www-form-urlencoded';
const bound = (name: string, parts: Partial<BoundOperation> = {}): [string, BoundOperation] => [
  name,
  { name, input: structure(name, {}), output: undefined, errors: [], needs: () => [], run: () => undefined, ...parts },
];
const nothing = async (): Promise<void> => undefined;
const lifecycle = { start: nothing, drain: nothing, stop: nothing, protocols: new Map() };
const functions: Service = {
  name: 'functions',
  signingName: 'functions',
  restProtocol: restJsonProtocol(),
  operations: new Map([
    bound('Create', { http: { method: 'POST', path: '/functions' }, bodyLimit: 1000 }),
    bound('Invoke', { http: { method: 'POST', path: '/functions/{FunctionName}/invocations', status: 202 } }),
  ]),
  bodyTooLarge: (operation, limit) =>
    new AwsError('RequestEntityTooLargeException', `${operation} takes ${limit} bytes.`, { status: 413 }),
  ...lifecycle,
};
const objects: Service = {
  name: 'objects',
  signingName: 'objects',
  restProtocol: restJsonProtocol(),
  operations: new Map([bound('Post', { http: { method: 'POST', path: '/{Bucket}/{Key+}' } })]),
  ...lifecycle,
};
const metrics: Service = {
  name: 'metrics',
  signingName: 'metrics',
  rpcServiceId: 'Granite',
  queryVersion: '2010-08-01',
  operations: new Map([bound('Put', { inflates: 1000 })]),
  ...lifecycle,
  protocols: new Map([
    ['application/cbor', rpcV2Protocol({ namespace: 'metrics' })],
    [formType, queryProtocol()],
  ]),
};
const identifier = new Identifier([functions, objects, metrics]);

const request = (parts: Partial<WireRequest> = {}): WireRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  remoteAddress: '127.0.0.1',
  http: '1.1',
  onClose: () => undefined,
  body: Buffer.alloc(0),
  ...parts,
});
const signedFor = (name: string): RequestHead['headers'] => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/${name}/aws4_request, SignedHeaders=host, Signature=0`,
});
const found = (parts: Partial<WireRequest>) => {
  const identified = identifier.identify(request(parts));
  return 'error' in identified
    ? identified.error.code
    : [identified.service.name, identified.operation.name, identified.labels];
};

describe('REST', () => {
  const invoke = '/functions/f%2Fg/invocations';

  test('is found by method and path, within the scope of the signature', () => {
    assert.deepEqual(found({ path: '/functions/', headers: signedFor('functions') }), ['functions', 'Create', {}]);
    const labels = { FunctionName: 'f/g' };
    assert.deepEqual(found({ path: invoke, headers: signedFor('functions') }), ['functions', 'Invoke', labels]);
    const key = { Bucket: 'functions', Key: 'f/g/invocations' };
    assert.deepEqual(found({ path: invoke, headers: signedFor('objects') }), ['objects', 'Post', key]);
  });

  test('that is not signed belongs to the first service that knows the path', () => {
    assert.deepEqual(found({ path: invoke }), ['functions', 'Invoke', { FunctionName: 'f/g' }]);
    assert.deepEqual(found({ path: '/a/b' }), ['objects', 'Post', { Bucket: 'a', Key: 'b' }]);
  });

  test('goes before a form, which clients say of what is none', () => {
    const headers = { ...signedFor('functions'), 'content-type': formType };
    assert.deepEqual(found({ path: '/functions', headers }), ['functions', 'Create', {}]);
    const query = { body: Buffer.from('Action=Put&Version=2010-08-01'), headers: { 'content-type': formType } };
    assert.deepEqual(found(query), ['metrics', 'Put', undefined]);
  });

  test('that leads nowhere is refused as AWS does, in what the clients of the service read', () => {
    for (const parts of [
      { path: '/functions', method: 'PUT' },
      { path: '/nowhere' },
      { path: '//functions' },
      { path: '/', method: 'GET' },
    ]) {
      const identified = identifier.identify(request({ ...parts, headers: signedFor('functions') }));
      assert.ok('error' in identified);
      assert.equal(identified.error.code, 'AccessDeniedException');
      assert.equal(identified.error.status, 403);
      assert.equal(identified.protocol, functions.restProtocol);
      assert.equal(identified.service, functions);
    }
    const path = '/functions/%ff/invocations';
    const malformed = identifier.identify(request({ path, headers: signedFor('functions') }));
    assert.ok('error' in malformed);
    assert.equal(malformed.error.code, 'SerializationException');
    assert.equal(malformed.protocol?.name, 'rest-json');
  });

  test('says how large a body may be before it is in, and answers for one that is larger', () => {
    const large = request({ path: '/functions', headers: signedFor('functions') });
    assert.equal(identifier.bodyLimit(large), 1000);
    const answer = identifier.bodyTooLarge(large, 'r');
    assert.equal(answer?.status, 413);
    assert.equal(answer?.body, '{"message":"Create takes 1000 bytes."}');
    for (const other of [
      request(),
      request({ path: invoke }),
      request({ path: '/nowhere/' }),
      request({ path: '/functions', headers: { 'x-amz-target': 'a.b' } }),
    ]) {
      assert.equal(identifier.bodyLimit(other), undefined);
      assert.equal(identifier.bodyTooLarge(other, 'r'), undefined);
    }
  });

  test('needs a protocol, and paths that differ', () => {
    const { restProtocol: _, ...mute } = functions;
    assert.throws(() => new Identifier([mute]), /functions has paths and no protocol/);
    const twice = new Map([...functions.operations, bound('Again', { http: { method: 'POST', path: '/functions/' } })]);
    assert.throws(() => new Identifier([{ ...functions, operations: twice }]), /two operations/);
  });
});

describe('RPCv2', () => {
  const headers = { 'smithy-protocol': 'rpc-v2-cbor' };

  test('is found by path and header', () => {
    assert.deepEqual(found({ path: '/service/Granite/operation/Put', headers }), ['metrics', 'Put', undefined]);
  });

  test('that names nothing, or another protocol, is unknown', () => {
    for (const [path, protocol, method] of [
      ['/service/Granite/operation/Nope', 'rpc-v2-cbor', 'POST'],
      ['/service/Granite/operation/Put/', 'rpc-v2-cbor', 'POST'],
      ['/service/Other/operation/Put', 'rpc-v2-cbor', 'POST'],
      ['/service/Granite/operation/Put', 'rpc-v2-json', 'POST'],
      ['/service/Granite/operation/Put', 'rpc-v2-cbor', 'GET'],
      ['/service/Granite', 'rpc-v2-cbor', 'POST'],
    ] as const)
      assert.equal(found({ path, method, headers: { 'smithy-protocol': protocol } }), 'UnknownOperationException');
    // Without the header it may be anyone's path.
    assert.deepEqual(found({ path: '/service/a' }), ['objects', 'Post', { Bucket: 'service', Key: 'a' }]);
  });
});

describe('a form with gzip', () => {
  const gzipped = (text: string) =>
    found({
      headers: { 'content-type': formType, 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.from(text)),
    });

  test('is read for what it asks', () => {
    assert.deepEqual(gzipped('Action=Put&Version=2010-08-01'), ['metrics', 'Put', undefined]);
    assert.equal(gzipped(`Action=Put&Version=2010-08-01&${'a'.repeat(1000)}`), 'RequestEntityTooLargeException');
  });
});
