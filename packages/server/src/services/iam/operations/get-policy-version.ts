import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { policyVersionNotFound } from '../errors.js';
import { onPolicy } from '../lookup.js';
import { lookUpPolicy } from '../policies.js';
import { ArnType, PolicyVersionIdType } from '../shapes.js';
import { PolicyVersion } from '../structures.js';
import { wholePolicyVersionView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = operation({
  name: 'GetPolicyVersion',
  input: structure('GetPolicyVersionRequest', {
    PolicyArn: required(ArnType),
    VersionId: required(PolicyVersionIdType),
  }),
  output: structure('GetPolicyVersionResponse', { PolicyVersion }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onPolicy('GetPolicyVersion'),
  run(context, { PolicyArn, VersionId }, request) {
    const policy = lookUpPolicy(context, request, PolicyArn);
    const version = policy?.versions.find(({ id }) => id === VersionId);
    // AWS speaks of the version even if it is the policy that is not there.
    if (policy === undefined || version === undefined) throw policyVersionNotFound(PolicyArn, VersionId);
    return { PolicyVersion: wholePolicyVersionView(policy, version) };
  },
});
