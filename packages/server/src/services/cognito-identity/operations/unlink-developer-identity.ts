import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { assertDeveloperProvider } from '../developer-users.js';
import { owns, sameLogin } from '../domain/identity.js';
import { developerUserNotFound } from '../errors.js';
import { findIdentityOf } from '../identities.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { DeveloperProviderName, DeveloperUserIdentifier, IdentityId, IdentityPoolId } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html */
export const unlinkDeveloperIdentity = operation({
  name: 'UnlinkDeveloperIdentity',
  input: structure('UnlinkDeveloperIdentityInput', {
    IdentityId: required(IdentityId),
    IdentityPoolId: required(IdentityPoolId),
    DeveloperProviderName: required(DeveloperProviderName),
    DeveloperUserIdentifier: required(DeveloperUserIdentifier),
  }),
  output: undefined,
  errors: [...usual, 'ResourceConflictException'],
  needs: onPool('UnlinkDeveloperIdentity'),
  run(context, input, request) {
    const { store, clock } = context;
    return store.change(async () => {
      const { value: pool } = findPool(context, namedPool(input.IdentityPoolId, request));
      assertDeveloperProvider(pool, input.DeveloperProviderName);
      const { value: identity, version } = await findIdentityOf(context, pool, input.IdentityId);
      const login = { provider: input.DeveloperProviderName, user: input.DeveloperUserIdentifier };
      if (!owns(identity, login)) throw developerUserNotFound(input.DeveloperUserIdentifier);
      const logins = identity.logins.filter((own) => !sameLogin(own, login));
      return {
        changes: [
          store.putIdentity({ ...identity, logins, modified: clock.now() }, version),
          store.deleteLogin(pool.id, login),
        ],
        result: undefined,
      };
    });
  },
});
