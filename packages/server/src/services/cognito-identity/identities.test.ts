import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Identity } from './domain/identity.js';
import { deleteIdentities } from './operations/delete-identities.js';
import { getId } from './operations/get-id.js';
import { getOpenIdTokenForDeveloperIdentity } from './operations/get-open-id-token-for-developer-identity.js';
import { mergeDeveloperIdentities } from './operations/merge-developer-identities.js';
import { unlinkDeveloperIdentity } from './operations/unlink-developer-identity.js';
import { deleteIdentityPool } from './operations/delete-identity-pool.js';
import { testCognito, testIssuer, testOidcArn, type TestCognito } from './testing.js';

const provider = 'login.my.app';
const user = fc.constantFrom('a', 'b', 'c', 'd');
const step = fc.oneof(
  fc.record({ kind: fc.constant('guest' as const) }),
  fc.record({ kind: fc.constant('vouch' as const), user, named: fc.option(fc.nat(9), { nil: undefined }) }),
  fc.record({ kind: fc.constant('login' as const), user }),
  fc.record({ kind: fc.constant('both' as const), user, of: user }),
  fc.record({ kind: fc.constant('merge' as const), user, into: user }),
  fc.record({ kind: fc.constant('unlink' as const), user, named: fc.nat(9) }),
  fc.record({ kind: fc.constant('delete' as const), named: fc.nat(9) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What the registry holds of the pool: every login's document names the one identity that has it, and every identity's logins have one. */
async function assertConsistent({ registry }: TestCognito, poolId: string): Promise<void> {
  const identities = (await registry.list(`cognito-identity/identity/${poolId}/`)).map(
    ({ value }) => value as unknown as Identity,
  );
  const links = (await registry.list(`cognito-identity/login/${poolId}/`)).map(
    ({ value }) => (value as { identityId: string }).identityId,
  );
  const held = identities.flatMap(({ id, logins }) => logins.map(() => id));
  assert.deepEqual(links.toSorted(), held.toSorted());
  const names = identities.flatMap(({ logins }) => logins.map((one) => `${one.provider} ${one.user}`));
  assert.equal(new Set(names).size, names.length, 'a login belongs to one identity');
  assert.ok(identities.every(({ mergedInto, logins }) => mergedInto === undefined || logins.length === 0));
  const where = await registry.list('cognito-identity/where/');
  assert.equal(where.length, identities.length);
}

test('however requests run into each other, each login belongs to one enabled identity', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), async (rounds) => {
      const cognito = await testCognito();
      const { run, createPool, oidcToken } = cognito;
      const IdentityPoolId = await createPool({
        DeveloperProviderName: provider,
        OpenIdConnectProviderARNs: [testOidcArn],
      });
      const ids: string[] = [];
      const at = (index: number): string => ids[index % Math.max(1, ids.length)] ?? 'us-east-1:0';
      const perform = async (one: Step): Promise<string | undefined> => {
        switch (one.kind) {
          case 'guest':
            return (await run(getId, { IdentityPoolId })).IdentityId;
          case 'login': {
            const Logins = { [testIssuer]: await oidcToken(one.user) };
            return (await run(getId, { IdentityPoolId, Logins })).IdentityId;
          }
          case 'vouch': {
            const named = one.named === undefined ? {} : { IdentityId: at(one.named) };
            const input = { IdentityPoolId, Logins: { [provider]: one.user }, ...named };
            return (await run(getOpenIdTokenForDeveloperIdentity, input)).IdentityId;
          }
          case 'both': {
            const Logins = { [provider]: one.user, [testIssuer]: await oidcToken(one.of) };
            return (await run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, Logins })).IdentityId;
          }
          case 'merge': {
            const pair = { SourceUserIdentifier: one.user, DestinationUserIdentifier: one.into };
            await run(mergeDeveloperIdentities, { IdentityPoolId, DeveloperProviderName: provider, ...pair });
            return undefined;
          }
          case 'unlink': {
            const which = { IdentityId: at(one.named), DeveloperUserIdentifier: one.user };
            await run(unlinkDeveloperIdentity, { IdentityPoolId, DeveloperProviderName: provider, ...which });
            return undefined;
          }
          case 'delete':
            await run(deleteIdentities, { IdentityIdsToDelete: [at(one.named)] });
            return undefined;
        }
      };
      for (const round of rounds) {
        const answers = await Promise.allSettled(round.map(perform));
        for (const answer of answers) {
          if (answer.status === 'fulfilled') ids.push(...(answer.value === undefined ? [] : [answer.value]));
          else assert.equal((answer.reason as Error).name, 'AwsError', String(answer.reason));
        }
        await assertConsistent(cognito, IdentityPoolId);
      }
      await cognito.stop();
    }),
    { numRuns: 40 },
  );
});

test('many at once with one login get one identity', async () => {
  const cognito = await testCognito();
  const IdentityPoolId = await cognito.createPool({ OpenIdConnectProviderARNs: [testOidcArn] });
  const Logins = { [testIssuer]: await cognito.oidcToken('ann') };
  const answers = await Promise.all(Array.from({ length: 20 }, () => cognito.run(getId, { IdentityPoolId, Logins })));
  assert.equal(new Set(answers.map(({ IdentityId }) => IdentityId)).size, 1);
  await assertConsistent(cognito, IdentityPoolId);
  await cognito.stop();
});

test('nothing is left of guests who come while their pool is deleted', async () => {
  const cognito = await testCognito();
  const { run, createPool, registry, tasks, stop } = cognito;
  const IdentityPoolId = await createPool();
  const guests = Array.from({ length: 10 }, () => run(getId, { IdentityPoolId }));
  await Promise.allSettled([...guests, run(deleteIdentityPool, { IdentityPoolId })]);
  await tasks.idle();
  assert.deepEqual(await registry.list('cognito-identity/'), []);
  await stop();
});
