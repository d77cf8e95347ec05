import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { policyAttached, policyHasVersions } from '../errors.js';
import { onPolicy } from '../lookup.js';
import { policyToChange } from '../policies.js';
import { ArnType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = operation({
  name: 'DeletePolicy',
  input: structure('DeletePolicyRequest', { PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'DeleteConflict', 'ServiceFailure'],
  needs: onPolicy('DeletePolicy'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: policy, version } = policyToChange(context, request, 'iam:DeletePolicy', input.PolicyArn);
      if (policy.attachments > 0 || policy.bounds > 0) throw policyAttached();
      if (policy.versions.length > 1) throw policyHasVersions();
      return { changes: [store.deletePolicy(policy, version)], result: undefined };
    });
  },
});
