import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { poolArn } from '../domain/arn.js';
import { identityNotFound } from '../errors.js';
import { findIdentity } from '../identities.js';
import { onAnything, poolArnKey } from '../pools.js';
import { IdentityDescription, IdentityId } from '../shapes.js';
import { identityView } from '../views.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity = operation({
  name: 'DescribeIdentity',
  input: structure('DescribeIdentityInput', { IdentityId: required(IdentityId) }),
  output: IdentityDescription,
  errors: usual,
  async needs({ store }, input) {
    const identity = await store.identity(input.IdentityId);
    const pool = identity && store.pool(identity.value.poolId)?.value;
    return onAnything('DescribeIdentity', poolArnKey(pool === undefined ? [] : [poolArn(pool)]));
  },
  async run(context, input, { principal, region }) {
    const { identity, pool } = await findIdentity(context, input.IdentityId);
    if (pool.account !== principal.account || pool.region !== region) throw identityNotFound(input.IdentityId);
    return identityView(identity);
  },
});
