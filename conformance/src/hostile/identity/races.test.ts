import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createIam } from '../../harness/clients.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { start, temporary, type Child } from '../child.js';
import { assertUnhurt, errorOf } from '../verdict.js';
import { assertIamWhole, assertIdentitiesWhole } from './invariants.js';
import { asking, changeIam, changeIdentities, developer, type Ask, type MadeKey } from './storm.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const clients = 12;
const requestsEach = 50;

let child: Child;
let ask: Ask;
let removeData: () => Promise<void>;
before(async () => {
  const { path, remove } = await temporary();
  removeData = remove;
  // On disk, where a commit takes its time, so that requests come between.
  child = await start(['--transitions', 'instant'], path);
  ask = asking(child.raw);
});
after(async () => {
  await child.stop();
  await removeData();
});

const inStorm = (run: () => Promise<void>): Promise<unknown> =>
  Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = 0; at < requestsEach; at++) await run();
    }),
  );

describe(`requests that contend for the same few things (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  it('users, groups, roles, policies and keys agree with each other', async () => {
    const iam = createIam(child.url);
    const keys: MadeKey[] = [];
    for (let round = 0; round < 2; round++) {
      await inStorm(() => changeIam(ask, random, keys));
      await assertIamWhole(iam, child.raw, keys);
    }
    assert.ok(keys.length > 5, `${keys.length} keys`);
    iam.destroy();
    await assertUnhurt(child);
  });

  it('each login belongs to one identity', async () => {
    const IdentityPoolId = await newPool();
    const ids: string[] = [];
    for (let round = 0; round < 2; round++) {
      await inStorm(() => changeIdentities(ask, random, IdentityPoolId, ids));
      await assertIdentitiesWhole(ask, IdentityPoolId, ids);
    }
    await assertUnhurt(child);
  });

  it('a pool is deleted under its guests, and nothing is left of them', async () => {
    const IdentityPoolId = await newPool();
    const ids: string[] = [];
    let isGone = false;
    const guests = Array.from({ length: clients }, async () => {
      while (!isGone) await changeIdentities(ask, random, IdentityPoolId, ids);
    });
    while (ids.length < 20) await changeIdentities(ask, random, IdentityPoolId, ids);
    assert.equal((await ask('DeleteIdentityPool', { IdentityPoolId })).status, 200);
    for (const IdentityId of ids.slice()) {
      assert.equal(errorOf(await ask('DescribeIdentity', { IdentityId })), 'ResourceNotFoundException');
    }
    isGone = true;
    await Promise.all(guests);
    await assertUnhurt(child);
  });

  it('a name is made, changed and ended once, and no tag is lost', async () => {
    const times = <T>(run: (at: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: 20 }, (_, at) => run(at)));
    const successes = async (operation: string, input: (at: number) => object): Promise<number> => {
      const answers = await times((at) => ask(operation, input(at) as Record<string, unknown>));
      return answers.filter(({ status }) => status === 200).length;
    };
    const UserName = 'once';
    assert.equal(await successes('CreateUser', (at) => ({ UserName: at % 2 === 0 ? UserName : 'ONCE' })), 1);
    assert.equal(await successes('CreateAccessKey', () => ({ UserName })), 2);
    assert.equal(await successes('CreateGroup', () => ({ GroupName: 'once' })), 1);
    assert.equal(await successes('TagUser', (at) => ({ UserName, Tags: [{ Key: `${at}`, Value: '' }] })), 20);
    const tags = (await ask('ListUserTags', { UserName })).text.match(/<Key>/g);
    assert.equal(tags?.length, 20);
    assert.equal(await successes('UpdateUser', (at) => ({ UserName, NewUserName: `renamed-${at}` })), 1);
    assert.equal(await successes('DeleteGroup', () => ({ GroupName: 'once' })), 1);
    assert.ok((await successes('CreateAccountAlias', (at) => ({ AccountAlias: `alias-${at % 3}` }))) > 2);
    const aliases = (await ask('ListAccountAliases', {})).text.match(/<member>/g);
    assert.equal(aliases?.length, 1);
    await assertUnhurt(child);
  });
});

async function newPool(): Promise<string> {
  const made = await ask('CreateIdentityPool', {
    IdentityPoolName: 'storm',
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: developer,
  });
  return String(made.json?.['IdentityPoolId']);
}
