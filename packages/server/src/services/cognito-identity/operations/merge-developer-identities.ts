import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findDeveloperUser, assertDeveloperProvider } from '../developer-users.js';
import { mergeInto } from '../identities.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { DeveloperProviderName, DeveloperUserIdentifier, IdentityId, IdentityPoolId } from '../shapes.js';

/**
 * The source's identity is disabled; its logins are the destination's then.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
 */
export const mergeDeveloperIdentities = operation({
  name: 'MergeDeveloperIdentities',
  input: structure('MergeDeveloperIdentitiesInput', {
    SourceUserIdentifier: required(DeveloperUserIdentifier),
    DestinationUserIdentifier: required(DeveloperUserIdentifier),
    DeveloperProviderName: required(DeveloperProviderName),
    IdentityPoolId: required(IdentityPoolId),
  }),
  output: structure('MergeDeveloperIdentitiesResponse', { IdentityId }),
  errors: [...usual, 'ResourceConflictException'],
  needs: onPool('MergeDeveloperIdentities'),
  run(context, input, request) {
    return context.store.change(async () => {
      const { value: pool } = findPool(context, namedPool(input.IdentityPoolId, request));
      assertDeveloperProvider(pool, input.DeveloperProviderName);
      const source = await findDeveloperUser(context, pool, input.SourceUserIdentifier);
      const destination = await findDeveloperUser(context, pool, input.DestinationUserIdentifier);
      const { changes, identity } = mergeInto(context, pool, destination, source);
      return { changes, result: { IdentityId: identity.id } };
    });
  },
});
