import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryRegistry } from '@paddock/store';
import { distantRegistry } from '../../runtime/distant-registry.js';
import { seededRandom } from '../../runtime/random.js';
import type { Identity } from './domain/identity.js';
import { arriveAs } from './identities.js';
import { deleteIdentities } from './operations/delete-identities.js';
import { mergeDeveloperIdentities } from './operations/merge-developer-identities.js';
import { unlinkDeveloperIdentity } from './operations/unlink-developer-identity.js';
import { testCognito } from './testing.js';

const provider = 'login.my.app';

for (let seed = 0; seed < 40; seed++) {
  test(`each login is one enabled identity's although anything may come between two reads (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const registry = openMemoryRegistry();
    const { context, run, createPool, stop } = await testCognito({ registry: distantRegistry(registry, random) });
    const IdentityPoolId = await createPool({ DeveloperProviderName: provider });
    const ids: string[] = [];
    const user = (): string => 'abc'.charAt(Math.floor(random.number() * 3));
    const id = (): string => ids[Math.floor(random.number() * ids.length)] ?? 'us-east-1:0';
    const perform = async (): Promise<void> => {
      const which = random.number();
      const asDeveloper = { IdentityPoolId, DeveloperProviderName: provider };
      if (which < 0.4) {
        const logins = [{ provider, user: user() }];
        const arriving = { poolId: IdentityPoolId, named: undefined, proven: false, logins };
        ids.push((await arriveAs(context, arriving)).id);
      } else if (which < 0.65) {
        const pair = { SourceUserIdentifier: user(), DestinationUserIdentifier: user() };
        await run(mergeDeveloperIdentities, { ...asDeveloper, ...pair });
      } else if (which < 0.9) {
        await run(unlinkDeveloperIdentity, { ...asDeveloper, IdentityId: id(), DeveloperUserIdentifier: user() });
      } else {
        await run(deleteIdentities, { IdentityIdsToDelete: [id()] });
      }
    };
    const client = async (): Promise<void> => {
      for (let at = 0; at < 12; at++) {
        await perform().catch((error: unknown) => assert.equal((error as Error).name, 'AwsError', String(error)));
      }
    };
    await Promise.all(Array.from({ length: 6 }, client));

    const identities = (await registry.list(`cognito-identity/identity/${IdentityPoolId}/`)).map(
      ({ value }) => value as unknown as Identity,
    );
    const held = identities.flatMap(({ id: holder, logins }) => logins.map((login) => [login.user, holder] as const));
    assert.equal(new Set(held.map(([name]) => name)).size, held.length, 'a login belongs to one identity');
    const links = (await registry.list(`cognito-identity/login/${IdentityPoolId}/`)).map(
      ({ value }) => (value as { readonly identityId: string }).identityId,
    );
    assert.deepEqual(links.toSorted(), held.map(([, holder]) => holder).toSorted());
    assert.ok(identities.every(({ mergedInto, logins }) => mergedInto === undefined || logins.length === 0));
    await stop();
  });
}
