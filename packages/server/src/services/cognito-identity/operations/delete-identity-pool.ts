import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentityPoolId } from '../shapes.js';

/**
 * Its identities go with it. Credentials that they have stay good until their time is over.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html
 */
export const deleteIdentityPool = operation({
  name: 'DeleteIdentityPool',
  input: structure('DeleteIdentityPoolInput', { IdentityPoolId: required(IdentityPoolId) }),
  output: undefined,
  errors: usual,
  needs: onPool('DeleteIdentityPool'),
  run(context, { IdentityPoolId: id }, request) {
    const { store, removedPools } = context;
    return store.change(() => {
      const { value, version } = findPool(context, namedPool(id, request));
      return { changes: [store.deletePool(value, version), removedPools.dueFor(id)], result: undefined };
    });
  },
});
