import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { isEnabled, owns } from '../domain/identity.js';
import { identityForbidden, loginsDoNotMatch } from '../errors.js';
import { findIdentity, findIdentityOf } from '../identities.js';
import { verifyLoginsOf } from '../logins.js';
import { IdentityId, LoginsList, LoginsMap } from '../shapes.js';

/**
 * Takes logins of public providers away. One that is used again makes a new identity.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html
 */
export const unlinkIdentity = operation({
  name: 'UnlinkIdentity',
  input: structure('UnlinkIdentityInput', {
    IdentityId: required(IdentityId),
    Logins: required(LoginsMap),
    LoginsToRemove: required(LoginsList),
  }),
  output: undefined,
  errors: [...usual, 'ResourceConflictException', 'ExternalServiceException'],
  unsigned: true,
  needs: () => [],
  async run(context, input) {
    const { store, clock } = context;
    const { identity: named, pool } = await findIdentity(context, input.IdentityId);
    const { logins, own } = await verifyLoginsOf(context, pool, named, input.Logins);
    const removed = new Set(input.LoginsToRemove.filter((provider) => provider !== pool.developerProvider));
    await store.change(async () => {
      const { value: identity, version } = await findIdentityOf(context, pool, input.IdentityId);
      if (!isEnabled(identity)) throw identityForbidden(identity.id);
      if (own === undefined && !logins.some((login) => owns(identity, login))) throw loginsDoNotMatch();
      const lost = identity.logins.filter(({ provider }) => removed.has(provider));
      if (lost.length === 0) return { changes: [], result: undefined };
      const kept = identity.logins.filter(({ provider }) => !removed.has(provider));
      return {
        changes: [
          store.putIdentity({ ...identity, logins: kept, modified: clock.now() }, version),
          ...lost.map((login) => store.deleteLogin(pool.id, login)),
        ],
        result: undefined,
      };
    });
  },
});
