import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findChangeableRole, onBoundedRole } from '../lookup.js';
import { PolicyDocumentType, RoleNameType } from '../shapes.js';
import { readTrust } from '../trust.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = operation({
  name: 'UpdateAssumeRolePolicy',
  input: structure('UpdateAssumeRolePolicyRequest', {
    RoleName: required(RoleNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'MalformedPolicyDocument', 'LimitExceeded', 'UnmodifiableEntity', 'ServiceFailure'],
  needs: onBoundedRole('UpdateAssumeRolePolicy'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: role, version } = findChangeableRole(context, request, input.RoleName);
      const trust = readTrust(context, request, input.PolicyDocument);
      return { changes: [store.putRole({ ...role, ...trust }, version)], result: undefined };
    });
  },
});
