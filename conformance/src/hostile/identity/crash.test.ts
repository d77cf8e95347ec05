import assert, { AssertionError } from 'node:assert/strict';
import { it } from 'node:test';
import { createIam } from '../../harness/clients.js';
import { xmlText, type Keys } from '../../harness/identity.js';
import type { Answer } from '../../harness/raw.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { eventually } from '../../harness/wait.js';
import { start, temporary, type Child } from '../child.js';
import { call, type Input } from './call.js';
import { assertIamWhole, assertIdentitiesWhole } from './invariants.js';
import { asking, changeIam, changeIdentities, developer, type Ask, type MadeKey } from './storm.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const rounds = 2;

/** What one client makes that nobody else touches, and what it was told of it. */
interface Own {
  readonly UserName: string;
  /** The last tag that was acknowledged; the next may be there as well. */
  tag: number;
  readonly users: Map<string, 'there' | 'gone' | 'open'>;
  readonly keys: Map<string, { readonly keys: Keys; state: 'there' | 'gone' | 'open' }>;
  readonly identities: Map<string, 'there' | 'gone' | 'open'>;
}

it(`what IAM and Cognito Identity acknowledged survives kill -9 in a storm (PADDOCK_HOSTILE_SEED=${seed})`, async (t) => {
  const { path, remove } = await temporary();
  t.after(remove);
  const owns = Array.from({ length: 4 }, (_, at): Own => ({
    UserName: `own-${at}`,
    tag: -1,
    users: new Map(),
    keys: new Map(),
    identities: new Map(),
  }));
  const keys: MadeKey[] = [];
  const ids: string[] = [];
  let IdentityPoolId = '';
  for (let round = 0; round <= rounds; round++) {
    const child = await start(['--transitions', 'instant'], path);
    t.after(() => child.stop('SIGKILL'));
    const ask = asking(child.raw);
    if (round === 0) IdentityPoolId = await newPool(ask);
    else await check(child, ask);
    if (round === rounds) break;
    let answers = 0;
    const counting: Ask = async (operation, input) => {
      const answer = await ask(operation, input);
      answers++;
      return answer;
    };
    const work = [
      ...owns.map((own) => untilGone(child, () => workAlone(counting, own, IdentityPoolId))),
      ...Array.from({ length: 6 }, () => untilGone(child, () => changeIam(counting, random, keys))),
      ...Array.from({ length: 3 }, () =>
        untilGone(child, () => changeIdentities(counting, random, IdentityPoolId, ids)),
      ),
    ];
    const enough = 300 + Math.floor(random() * 300);
    await Promise.race([eventually('answers', () => answers > enough), ...work]);
    await child.stop('SIGKILL');
    await Promise.all(work);
    assert.equal(child.log, '');
  }

  async function check(child: Child, ask: Ask): Promise<void> {
    const iam = createIam(child.url);
    for (const own of owns) await checkOwn(child, ask, own);
    await assertIamWhole(iam, child.raw, keys);
    await assertIdentitiesWhole(ask, IdentityPoolId, ids);
    iam.destroy();
  }
});

async function newPool(ask: Ask): Promise<string> {
  const pool = { IdentityPoolName: 'storm', AllowUnauthenticatedIdentities: true, DeveloperProviderName: developer };
  return String((await ask('CreateIdentityPool', pool)).json?.['IdentityPoolId']);
}

/** Only a connection that breaks because the server is gone ends it well. */
async function untilGone(child: Child, run: () => Promise<void>): Promise<void> {
  try {
    for (;;) await run();
  } catch (error) {
    if (error instanceof AssertionError) throw error;
    await eventually('the server is gone', () => !child.isAlive);
  }
}

/** One round of changes, each noted when it is acknowledged, and as open while it is not. */
async function workAlone(ask: Ask, own: Own, IdentityPoolId: string): Promise<void> {
  const { UserName, users, identities } = own;
  const done = async (operation: string, input: Input): Promise<Answer> => {
    const answer = await ask(operation, input);
    assert.equal(answer.status, 200, answer.text);
    return answer;
  };
  if (!users.has(UserName)) {
    users.set(UserName, 'open');
    await done('CreateUser', { UserName });
    users.set(UserName, 'there');
  }
  await done('TagUser', { UserName, Tags: [{ Key: 'at', Value: String(own.tag + 1) }] });
  own.tag++;
  const passing = `${UserName}-${users.size}`;
  users.set(passing, 'open');
  await done('CreateUser', { UserName: passing });
  users.set(passing, 'there');
  const made = await done('CreateAccessKey', { UserName: passing });
  const accessKeyId = xmlText(made, 'AccessKeyId') ?? '';
  const key = {
    keys: { accessKeyId, secretAccessKey: xmlText(made, 'SecretAccessKey') ?? '' },
    state: 'there' as 'there' | 'gone' | 'open',
  };
  own.keys.set(accessKeyId, key);
  const guest = String((await done('GetId', { IdentityPoolId })).json?.['IdentityId']);
  identities.set(guest, 'there');
  if (random() < 0.5) return;
  key.state = 'open';
  await done('DeleteAccessKey', { UserName: passing, AccessKeyId: accessKeyId });
  key.state = 'gone';
  users.set(passing, 'open');
  await done('DeleteUser', { UserName: passing });
  users.set(passing, 'gone');
  identities.set(guest, 'open');
  await done('DeleteIdentities', { IdentityIdsToDelete: [guest] });
  identities.set(guest, 'gone');
}

async function checkOwn({ raw }: Child, ask: Ask, own: Own): Promise<void> {
  for (const [UserName, state] of own.users) {
    const { status } = await ask('GetUser', { UserName });
    if (state !== 'open') assert.equal(status, state === 'there' ? 200 : 404, `${UserName} is ${state}`);
    else own.users.set(UserName, status === 200 ? 'there' : 'gone');
  }
  for (const [id, key] of own.keys) {
    const { status } = await call(raw, 'sts', 'GetCallerIdentity', {}, key.keys);
    if (key.state === 'open') key.state = status === 200 ? 'there' : 'gone';
    assert.equal(status, key.state === 'there' ? 200 : 403, `${id} is ${key.state}`);
  }
  for (const [IdentityId, state] of own.identities) {
    const { status } = await ask('DescribeIdentity', { IdentityId });
    if (state === 'open') own.identities.set(IdentityId, status === 200 ? 'there' : 'gone');
    else assert.equal(status, state === 'there' ? 200 : 400, `${IdentityId} is ${state}`);
  }
  if (own.users.get(own.UserName) !== 'there') {
    own.users.delete(own.UserName);
    return;
  }
  const tag = Number(xmlText(await ask('ListUserTags', { UserName: own.UserName }), 'Value') ?? -1);
  assert.ok(tag === own.tag || tag === own.tag + 1, `${own.UserName} is tagged ${tag}, not ${own.tag}`);
  own.tag = tag;
}
