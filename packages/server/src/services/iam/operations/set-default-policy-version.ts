import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onPolicy } from '../lookup.js';
import { policyVersionToChange } from '../policies.js';
import { ArnType, PolicyVersionIdType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion = operation({
  name: 'SetDefaultPolicyVersion',
  input: structure('SetDefaultPolicyVersionRequest', {
    PolicyArn: required(ArnType),
    VersionId: required(PolicyVersionIdType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'InvalidInput', 'LimitExceeded', 'ServiceFailure'],
  needs: onPolicy('SetDefaultPolicyVersion'),
  run(context, input, request) {
    const { store, clock } = context;
    return store.change(() => {
      const { value: policy, version } = policyVersionToChange(context, request, 'iam:SetDefaultPolicyVersion', input);
      if (input.VersionId === policy.defaultVersion) return { changes: [], result: undefined };
      const changed = { ...policy, defaultVersion: input.VersionId, updated: clock.now() };
      return { changes: [store.putPolicy(changed, version)], result: undefined };
    });
  },
});
