import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../runtime/random.js';
import { firstOf, rootCredentials, sessionCredentials, type Credentials } from './credentials.js';
import { rootPrincipal, type Principal } from './principal.js';
import { Sessions } from './sessions.js';

const account = '123456789012';
const start = 1_700_000_000_000;
const random = seededRandom(1);

function setUp() {
  const sessions = new Sessions(random.bytes(32), random);
  const issue = () =>
    sessions.issue({
      ...rootPrincipal(account, ''),
      session: { from: 'GetSessionToken', issuedAt: start, expiresAt: start + 1000 },
    });
  return { sessions, credentials: sessionCredentials(sessions), issue };
}

test('root keys are known with any token or none', () => {
  const credentials = rootCredentials([
    { account, accessKeyId: 'one', secret: 's1' },
    { account: '210987654321', accessKeyId: 'two', secret: 's2' },
  ]);
  assert.deepEqual(credentials.find('one', undefined, start), {
    secret: 's1',
    principal: rootPrincipal(account, 'one'),
  });
  assert.equal(credentials.find('one', 'token', start), credentials.find('one', undefined, start), 'the same object');
  assert.deepEqual(credentials.find('two', undefined, start), {
    secret: 's2',
    principal: rootPrincipal('210987654321', 'two'),
  });
  assert.equal(credentials.find('three', undefined, start), undefined);
});

test('a session’s key is good with its own token only', () => {
  const { credentials, issue } = setUp();
  const [one, two] = [issue(), issue()];
  const found = credentials.find(one.accessKeyId, one.sessionToken, start);
  assert.ok(found && 'secret' in found);
  assert.equal(found.secret, one.secretAccessKey);
  assert.equal(found.principal.accessKeyId, one.accessKeyId);
  assert.equal(credentials.find(one.accessKeyId, two.sessionToken, start), undefined);
  assert.equal(credentials.find('test', one.sessionToken, start), undefined);
  assert.equal(credentials.find(one.accessKeyId, undefined, start), undefined);
  assert.equal(credentials.find(one.accessKeyId, 'token', start), undefined);
});

test('and until its time is over', () => {
  const { credentials, issue } = setUp();
  const { accessKeyId, sessionToken } = issue();
  const at = (now: number) => {
    const found = credentials.find(accessKeyId, sessionToken, now);
    return found && 'code' in found ? found.code : found?.principal.kind;
  };
  assert.equal(at(start + 999), 'root');
  assert.equal(at(start + 1000), 'ExpiredTokenException');
  assert.equal(at(start + 999), 'root', 'by the clock, wherever that was turned to');
});

test('and for as long as who has it is there, as whoever that is by now', () => {
  const { sessions, issue } = setUp();
  const { accessKeyId, sessionToken, secretAccessKey } = issue();
  const found = (current: (principal: Principal) => Principal | undefined) =>
    sessionCredentials(sessions, current).find(accessKeyId, sessionToken, start);
  assert.equal(
    found(() => undefined),
    undefined,
  );
  const principal = rootPrincipal(account, 'other');
  assert.deepEqual(
    found(() => principal),
    { secret: secretAccessKey, principal },
  );
  const same = found((opened) => opened);
  assert.ok(same && same === found((opened) => opened), 'the same object');
});

test('the first that knows a key decides, also when it says that it is over', () => {
  const found = { secret: 's', principal: rootPrincipal(account, 'key') };
  const knows = (result: ReturnType<Credentials['find']>): Credentials => ({ find: () => result });
  const over = { code: 'ExpiredTokenException', message: '', status: 400, kind: 'expired-token' } as const;
  assert.equal(firstOf([knows(undefined), knows(found)]).find('key', undefined, start), found);
  assert.equal(firstOf([knows(over), knows(found)]).find('key', undefined, start), over);
  assert.equal(firstOf([]).find('key', undefined, start), undefined);
});
