import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentityPool, IdentityPoolId } from '../shapes.js';
import { poolView } from '../views.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool = operation({
  name: 'DescribeIdentityPool',
  input: structure('DescribeIdentityPoolInput', { IdentityPoolId: required(IdentityPoolId) }),
  output: IdentityPool,
  errors: usual,
  needs: onPool('DescribeIdentityPool'),
  run: (context, input, request) => poolView(findPool(context, namedPool(input.IdentityPoolId, request)).value),
});
