import { required, structure } from '@paddock/wire';
import { PasswordPolicy } from '../absent-structures.js';
import { operation } from '../context.js';
import { passwordPolicyNotFound } from '../errors.js';
import { onAnything } from '../lookup.js';

/**
 * No account has one, as a new account on AWS: there are no passwords here.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html
 */
export const getAccountPasswordPolicy = operation({
  name: 'GetAccountPasswordPolicy',
  input: structure('GetAccountPasswordPolicyRequest', {}),
  output: structure('GetAccountPasswordPolicyResponse', { PasswordPolicy: required(PasswordPolicy) }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onAnything('GetAccountPasswordPolicy'),
  run(_context, _input, request) {
    throw passwordPolicyNotFound(request.principal.account);
  },
});
