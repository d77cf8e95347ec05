import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../runtime/random.js';
import { Sealer } from '../runtime/sealer.js';
import type { Principal } from './principal.js';
import { Sessions } from './sessions.js';

const random = seededRandom(1);
const key = random.bytes(32);
const sessions = () => new Sessions(key, random);

const rider: Omit<Principal, 'accessKeyId'> = {
  kind: 'role',
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/riders/ride',
  userId: 'AROARIDERS:ride',
  role: { name: 'riders', arn: 'arn:aws:iam::123456789012:role/riders', id: 'AROARIDERS' },
  session: { from: 'AssumeRole', issuedAt: 1_700_000_000_000, expiresAt: 1_700_003_600_000 },
};

const text = fc.string({ unit: 'binary', maxLength: 40 });
const session = fc.record(
  {
    issuedAt: fc.nat(),
    expiresAt: fc.nat(),
    from: fc.constantFrom('AssumeRole' as const, 'GetFederationToken' as const),
    policies: fc.array(text),
    policyArns: fc.array(text),
    tags: fc.dictionary(text, text),
    sourceIdentity: text,
    keys: fc.dictionary(text, fc.array(text)),
  },
  { requiredKeys: ['issuedAt', 'expiresAt', 'from'] },
);

test('a token holds all of its session, and another process with the key opens it', () => {
  fc.assert(
    fc.property(session, (carried) => {
      const principal = { ...rider, session: carried };
      const credentials = sessions().issue(principal);
      assert.match(credentials.accessKeyId, /^ASIA[A-Z2-7]{16}$/);
      assert.match(credentials.secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
      assert.equal(credentials.expiration, carried.expiresAt);
      const opened = sessions().open(credentials.sessionToken);
      assert.ok(opened);
      assert.equal(opened.secret, credentials.secretAccessKey);
      assert.deepEqual(
        JSON.parse(JSON.stringify(opened.principal)),
        JSON.parse(JSON.stringify({ ...principal, accessKeyId: credentials.accessKeyId })),
      );
    }),
  );
});

test('no two sessions have the same key, secret or token', () => {
  const issuer = sessions();
  const issued = Array.from({ length: 100 }, () => issuer.issue(rider));
  for (const member of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const)
    assert.equal(new Set(issued.map((credentials) => credentials[member])).size, 100);
});

test('a token with any byte changed, cut or added is none', () => {
  const { sessionToken } = sessions().issue(rider);
  const bytes = Buffer.from(sessionToken, 'base64');
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      assert.equal(sessions().open(changed.toString('base64')), undefined);
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
      assert.equal(sessions().open(bytes.subarray(0, length).toString('base64')), undefined);
    }),
  );
  for (const wrong of [
    '',
    'AAAA',
    `${sessionToken}=`,
    ` ${sessionToken}`,
    `${sessionToken}AAAA`,
    sessionToken.toLowerCase(),
  ])
    assert.equal(sessions().open(wrong), undefined);
});

test('texts are none that were sealed with another key, or as another kind', () => {
  const { sessionToken } = new Sessions(random.bytes(32), random).issue(rider);
  assert.equal(sessions().open(sessionToken), undefined);
  const bytes = (count: number) => random.bytes(count);
  const iterator = new Sealer(key, bytes, 1).seal(Buffer.from('anything'));
  assert.equal(sessions().open(iterator), undefined);
});

test('what was found is the same object again: decisions are remembered by it', () => {
  const issuer = new Sessions(key, random, 20);
  const { accessKeyId, sessionToken } = issuer.issue(rider);
  const findOther = (): void => {
    const other = issuer.issue(rider);
    assert.ok(issuer.find(other.accessKeyId, other.sessionToken));
  };
  const found = issuer.find(accessKeyId, sessionToken);
  assert.ok(found);
  for (let other = 0; other < 8; other++) findOther();
  assert.equal(issuer.find(accessKeyId, sessionToken), found, 'and it stays while it is in use');
  for (let other = 0; other < 25; other++) findOther();
  assert.notEqual(issuer.find(accessKeyId, sessionToken), found, 'but not for ever');
  assert.deepEqual(issuer.find(accessKeyId, sessionToken), found);
});

test('a key is found with its own token only, whatever was found before', () => {
  const issuer = sessions();
  const [one, other] = [issuer.issue(rider), issuer.issue(rider)];
  for (let turn = 0; turn < 2; turn++) {
    assert.ok(issuer.find(one.accessKeyId, one.sessionToken));
    assert.equal(issuer.find(one.accessKeyId, other.sessionToken), undefined);
    assert.equal(issuer.find(one.accessKeyId, `${one.sessionToken.slice(0, -4)}AAAA`), undefined);
    assert.ok(issuer.find(other.accessKeyId, other.sessionToken));
  }
});

test('a token is short enough for a header, even with all that a session may carry', () => {
  const ids = Array.from({ length: 2000 }, () => random.number().toString(36).slice(2, 12)).join('');
  const tags = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`tag${at}`, ids.slice(at * 40, at * 40 + 40)]));
  const full = { policies: [ids.slice(0, 2048)], tags, sourceIdentity: ids.slice(0, 64) };
  const session = { from: 'AssumeRole' as const, issuedAt: 0, expiresAt: 0 };
  const length = (more: object) => sessions().issue({ ...rider, session: { ...session, ...more } }).sessionToken.length;
  assert.ok(length({}) < 700, String(length({})));
  assert.ok(length(full) < 4096, String(length(full)));
});

test('credentials without a session are not made', () => {
  const { session: _left, ...without } = rider;
  assert.throws(() => sessions().issue(without), /for a session/);
});
