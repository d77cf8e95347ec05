import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { openMemoryRegistry, RegistryConflictError, type Registry } from '@paddock/store';
import { seededRandom } from '../runtime/random.js';
import { makeRsaKey } from '../runtime/rsa.js';
import { secretsOf } from '../runtime/secrets.js';
import { OpenIdKeys } from './open-id-keys.js';

const random = seededRandom(1);
const secrets = secretsOf(random.bytes(32));
const claims = { sub: 'us-east-1:1', aud: 'us-east-1:2', exp: 1_700_000_600, iat: 1_700_000_000 };

const part = (token: string, index: number): Buffer => Buffer.from(token.split('.')[index] ?? '', 'base64url');
const json = (token: string, index: number): unknown => JSON.parse(part(token, index).toString());

test('a token verifies against the published key, with nothing of ours', async () => {
  const keys = new OpenIdKeys({ registry: openMemoryRegistry(), secrets, random });
  const token = await keys.sign(claims);
  const [jwk] = (await keys.jwks()).keys;
  assert.ok(jwk);
  assert.deepEqual(json(token, 0), { kid: jwk.kid, typ: 'JWS', alg: 'RS256' });
  assert.deepEqual(json(token, 1), claims);
  const [head, body] = token.split('.');
  const publicKey = createPublicKey({ key: { kty: jwk.kty, n: jwk.n, e: jwk.e }, format: 'jwk' });
  assert.equal(publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  assert.equal(verify('sha256', Buffer.from(`${head}.${body}`), publicKey, part(token, 2)), true);
  assert.deepEqual(Object.keys(jwk), ['kty', 'alg', 'use', 'kid', 'n', 'e'], 'and no private part is shown');
});

test('it verifies its own tokens, however old, and no others', async () => {
  const keys = new OpenIdKeys({ registry: openMemoryRegistry(), secrets, random });
  const others = new OpenIdKeys({ registry: openMemoryRegistry(), secrets, random });
  const token = await keys.sign(claims);
  assert.deepEqual(await keys.verify(token), claims);
  const [head, , signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'us-east-1:9' })).toString('base64url');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  for (const wrong of [
    await others.sign(claims),
    `${head}.${forged}.${signature}`,
    `${unsigned}.${forged}.`,
    `${head}.${forged}`,
    '',
    'a.b.c',
  ]) {
    assert.equal(await keys.verify(wrong), undefined, wrong);
  }
});

test('a public key does not pass as a secret of HMAC', async () => {
  const keys = new OpenIdKeys({ registry: openMemoryRegistry(), secrets, random });
  const { createHmac } = await import('node:crypto');
  const jwk = (await keys.jwks()).keys[0];
  const pem = createPublicKey({ key: { kty: 'RSA', n: jwk?.n ?? '', e: jwk?.e ?? '' }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
  const signed = [{ alg: 'HS256', typ: 'JWS', kid: jwk?.kid }, claims]
    .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
    .join('.');
  const mac = createHmac('sha256', pem).update(signed).digest('base64url');
  assert.equal(await keys.verify(`${signed}.${mac}`), undefined);
});

test('all processes, and the same after a restart, have one key', async () => {
  const registry = openMemoryRegistry();
  const processes = Array.from({ length: 3 }, () => new OpenIdKeys({ registry, secrets, random }));
  const sets = await Promise.all(processes.map((keys) => keys.jwks()));
  assert.deepEqual(sets[1], sets[0]);
  assert.deepEqual(sets[2], sets[0]);
  assert.deepEqual(await new OpenIdKeys({ registry, secrets, random }).jwks(), sets[0]);
});

test('the registry holds the key sealed', async () => {
  const registry = openMemoryRegistry();
  await new OpenIdKeys({ registry, secrets, random }).jwks();
  const elsewhere = new OpenIdKeys({ registry, secrets: secretsOf(new Uint8Array(32)), random });
  await assert.rejects(elsewhere.jwks(), /another master key/);
});

test('no key is made before it is wanted, and a failure is not for ever', async () => {
  const registry = openMemoryRegistry();
  let made = 0;
  let failing = true;
  const brittle: Registry = {
    ...registry,
    get: (key) => registry.get(key),
    commit: (changes) => (failing ? Promise.reject(new Error('the disk is full')) : registry.commit(changes)),
  };
  const ready = makeRsaKey();
  const makeKey = (): Promise<Uint8Array> => {
    made++;
    return ready;
  };
  const keys = new OpenIdKeys({ registry: brittle, secrets, random, makeKey });
  assert.equal(made, 0);
  await assert.rejects(keys.jwks(), /disk is full/);
  failing = false;
  await Promise.all([keys.sign(claims), keys.sign(claims), keys.jwks()]);
  assert.equal(made, 2);
  await assert.rejects(
    registry.commit([{ put: 'server/open-id-key', value: {}, ifVersion: 0 }]),
    RegistryConflictError,
    'and it is there',
  );
});
