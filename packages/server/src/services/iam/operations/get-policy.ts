import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onPolicy } from '../lookup.js';
import { readPolicy } from '../policies.js';
import { ArnType } from '../shapes.js';
import { Policy } from '../structures.js';
import { wholePolicyView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = operation({
  name: 'GetPolicy',
  input: structure('GetPolicyRequest', { PolicyArn: required(ArnType) }),
  output: structure('GetPolicyResponse', { Policy }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onPolicy('GetPolicy'),
  run: (context, input, request) => ({ Policy: wholePolicyView(readPolicy(context, request, input.PolicyArn)) }),
});
