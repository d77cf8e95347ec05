import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { createIam } from '../../harness/clients.js';
import { allow } from '../../harness/identity.js';
import type { Answer } from '../../harness/raw.js';
import { account } from '../../harness/server.js';
import { start, temporary, type Child } from '../child.js';
import { errorOf } from '../verdict.js';
import { call, type Input } from './call.js';
import { assertIamWhole } from './invariants.js';

const large = allow('s3:*', `arn:aws:s3:::${'x'.repeat(5900)}`);
const policyArn = (at: number): string => `arn:aws:iam::${account}:policy/large-${at}`;

it('a full disk is said to be full, harms nothing, and is written again when there is room', async (t: TestContext) => {
  if (process.platform === 'win32') return t.skip('there are no limits on files');
  const { path, remove } = await temporary();
  t.after(remove);
  const child = await start(['--transitions', 'instant'], path, 600);
  t.after(() => child.stop('SIGKILL'));
  const iam = (operation: string, input: Input): Promise<Answer> => call(child.raw, 'iam', operation, input);
  const made = await call(child.raw, 'cognito-identity', 'CreateIdentityPool', {
    IdentityPoolName: 'full',
    AllowUnauthenticatedIdentities: true,
  });
  const IdentityPoolId = made.json?.['IdentityPoolId'];

  const policies: number[] = [];
  const guests: unknown[] = [];
  const fillAndMakeRoom = async (): Promise<void> => {
    let refused: Answer | undefined;
    for (let at = 0; refused === undefined; at++) {
      assert.ok(at < 1000, 'the disk is never full');
      const [policy, guest] = await Promise.all([
        iam('CreatePolicy', { PolicyName: `large-${at}`, PolicyDocument: large }),
        call(child.raw, 'cognito-identity', 'GetId', { IdentityPoolId }),
      ]);
      if (policy.status === 200) policies.push(at);
      if (guest.status === 200) guests.push(guest.json?.['IdentityId']);
      refused = [policy, guest].find(({ status }) => status !== 200);
    }
    assert.equal(refused.status, 500, refused.text);
    assert.match(errorOf(refused), /^Internal(?:Failure|Error)/);
    assert.doesNotMatch(refused.text, /registry|Input\/output|\.js/, 'the reason is for the log alone');
    assert.match(child.log, /ERROR the registry in \S+ cannot be written: [^\n]+ this line is not repeated/);

    // Reading goes on, and what was refused is not there.
    for (let at = 0; at <= Math.max(...policies) + 1; at++) {
      const { status } = await iam('GetPolicy', { PolicyArn: policyArn(at) });
      assert.equal(status, policies.includes(at) ? 200 : 404, policyArn(at));
    }
    // What makes room makes room.
    for (const at of policies.splice(0, 3)) {
      assert.equal((await iam('DeletePolicy', { PolicyArn: policyArn(at) })).status, 200);
    }
    assert.equal((await iam('CreateUser', { UserName: 'afterwards' })).status, 200);
  };
  let isAborted = false;
  try {
    await fillAndMakeRoom();
  } catch (error) {
    if (!(await wasEndedByLmdb(child))) throw error;
    isAborted = true;
    t.diagnostic('LMDB ended the server when it could not write; only what was acknowledged before is looked for');
  }
  await child.stop('SIGKILL');

  const again = await start(['--transitions', 'instant'], path);
  t.after(() => again.stop('SIGKILL'));
  const sdk = createIam(again.url);
  const { Policies = [] } = await sdk.listPolicies({ Scope: 'Local', MaxItems: 1000 });
  const found = Policies.map(({ Arn }) => Arn).sort();
  if (isAborted) {
    for (const at of policies) assert.ok(found.includes(policyArn(at)), policyArn(at));
  } else {
    assert.deepEqual(found, policies.map(policyArn).sort());
    assert.equal((await sdk.getUser({ UserName: 'afterwards' })).User?.UserName, 'afterwards');
  }
  for (const IdentityId of guests) {
    const { status, text } = await call(again.raw, 'cognito-identity', 'DescribeIdentity', { IdentityId });
    assert.equal(status, 200, text);
  }
  await assertIamWhole(sdk, again.raw, []);
  sdk.destroy();
  assert.equal(await again.stop(), 0);
  assert.equal(again.log, '');
});

/**
 * Whether LMDB's native code has ended the server, which now and then happens when it fails to write a value of several pages: it damages its
 * heap. docs/store-registry.md says so.
 */
async function wasEndedByLmdb(child: Child): Promise<boolean> {
  const isServing = await call(child.raw, 'iam', 'ListUsers', {}).then(
    () => true,
    () => false,
  );
  if (isServing) return false;
  const end = await child.exit;
  return (end === 'SIGABRT' || end === 'SIGSEGV') && child.log.includes('Write error');
}
