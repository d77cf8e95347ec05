import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { OidcKeys, OidcKeysError } from './oidc-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'paddock-oidc-'));
after(() => rmSync(folder, { recursive: true }));

const file = (content: string): string => {
  const path = join(folder, 'jwks.json');
  writeFileSync(path, content);
  return path;
};
const issuer = 'https://issuer.example';

test('a key set is read, and tokens of its issuer are verified with it', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const set = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] };
  const keys = await OidcKeys.read([{ issuer: `${issuer}/`, path: file(JSON.stringify(set)) }]);
  const token = (kid: string) => new SignJWT({ sub: 'x' }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  const one = await token('one');
  assert.equal(await keys.verify(one, issuer), 'signed', 'with or without a slash at the end');
  assert.equal(await keys.verify(await token('two'), issuer), 'no-key');
  assert.equal(await keys.verify(one, 'https://other.example'), 'no-key');
  assert.equal(await keys.verify(`${one.slice(0, -6)}AAAAAA`, issuer), 'wrong-signature');
  assert.equal(await keys.verify('nonsense', issuer), 'wrong-signature');
  assert.equal(await new OidcKeys().verify(one, issuer), 'no-key');
});

test('what cannot be used is named in one line', async () => {
  const read = (path: string) => OidcKeys.read([{ issuer, path }]);
  const missing = join(folder, 'missing.json');
  await assert.rejects(read(missing), (error: unknown) => {
    assert.ok(error instanceof OidcKeysError);
    assert.match(error.message, /^the OIDC keys in .*missing\.json cannot be used: there is no such file$/);
    return true;
  });
  await assert.rejects(read(folder), /it is a directory$/);
  await assert.rejects(read(file('{')), /jwks\.json cannot be used: it is not JSON$/);
  const symmetric = JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA' }] });
  for (const content of ['[]', '{}', '{"keys":[]}', 'null', symmetric])
    await assert.rejects(read(file(content)), /it is no JSON Web Key Set with RSA or EC keys$/);
});
