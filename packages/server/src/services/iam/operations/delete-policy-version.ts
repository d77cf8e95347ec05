import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { defaultPolicyVersion } from '../errors.js';
import { onPolicy } from '../lookup.js';
import { policyVersionToChange } from '../policies.js';
import { ArnType, PolicyVersionIdType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = operation({
  name: 'DeletePolicyVersion',
  input: structure('DeletePolicyVersionRequest', {
    PolicyArn: required(ArnType),
    VersionId: required(PolicyVersionIdType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'DeleteConflict', 'ServiceFailure'],
  needs: onPolicy('DeletePolicyVersion'),
  run(context, input, request) {
    const { store, clock } = context;
    return store.change(() => {
      const { value: policy, version } = policyVersionToChange(context, request, 'iam:DeletePolicyVersion', input);
      if (input.VersionId === policy.defaultVersion) throw defaultPolicyVersion();
      const versions = policy.versions.filter(({ id }) => id !== input.VersionId);
      return {
        changes: [store.putPolicy({ ...policy, versions, updated: clock.now() }, version)],
        result: undefined,
      };
    });
  },
});
