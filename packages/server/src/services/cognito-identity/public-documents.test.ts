import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { openMemoryRegistry } from '@paddock/store';
import type { WireRequest } from '@paddock/wire';
import { OpenIdKeys } from '../../identity/open-id-keys.js';
import { seededRandom } from '../../runtime/random.js';
import { secretsOf } from '../../runtime/secrets.js';
import { getId } from './operations/get-id.js';
import { getOpenIdToken } from './operations/get-open-id-token.js';
import { publicDocuments } from './public-documents.js';
import { testCognito } from './testing.js';

const get = (path: string, method = 'GET'): WireRequest => ({
  method,
  path,
  query: '',
  headers: { host: 'localhost:4566', origin: 'https://anywhere.example.com' },
  remoteAddress: '127.0.0.1',
  http: '1.1',
  body: Buffer.alloc(0),
  onClose: () => undefined,
});

test('discovery leads to the key that verifies a token', async () => {
  const { context, run, createPool, stop } = await testCognito();
  const documents = publicDocuments(context.openIdKeys as OpenIdKeys);
  const read = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await documents(get(path));
    assert.equal(answer?.status, 200);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    assert.equal(answer.headers['content-type'], 'application/json');
    return JSON.parse(answer.body as string) as Record<string, unknown>;
  };
  const discovery = await read('/.well-known/openid-configuration');
  assert.equal(discovery['issuer'], 'https://cognito-identity.amazonaws.com');
  assert.equal(discovery['jwks_uri'], 'http://localhost:4566/.well-known/jwks_uri');
  const { keys } = await read(new URL(String(discovery['jwks_uri'])).pathname);
  const [jwk] = keys as { kid: string }[];
  assert.ok(jwk);
  const { IdentityId = '' } = await run(getId, { IdentityPoolId: await createPool() });
  const { Token = '' } = await run(getOpenIdToken, { IdentityId });
  const [head = '', body = '', signature = ''] = Token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  assert.deepEqual(header, { kid: jwk.kid, typ: 'JWS', alg: 'RS256' });
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  assert.equal(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')), true);
  await stop();
});

test('everything else is someone else\u2019s', () => {
  const random = seededRandom(1);
  const keys = new OpenIdKeys({ registry: openMemoryRegistry(), secrets: secretsOf(random.bytes(32)), random });
  const documents = publicDocuments(keys);
  assert.equal(documents(get('/')), undefined);
  assert.equal(documents(get('/.well-known/other')), undefined);
  assert.equal(documents(get('/.well-known/jwks_uri', 'POST')), undefined);
});

test('a host that is no host is not repeated', async () => {
  const random = seededRandom(1);
  const keys = new OpenIdKeys({ registry: openMemoryRegistry(), secrets: secretsOf(random.bytes(32)), random });
  const request = { ...get('/.well-known/openid-configuration'), headers: { host: 'a"b' } };
  const answer = await publicDocuments(keys)(request);
  assert.match(answer?.body as string, /http:\/\/localhost\/\.well-known/);
});
