import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { awsPolicyTags } from '../errors.js';
import { findPolicy, onPolicy } from '../lookup.js';
import { parsePolicyArn } from '../policies.js';
import { ArnType, TagKeyListType } from '../shapes.js';
import { withoutTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
export const untagPolicy = operation({
  name: 'UntagPolicy',
  input: structure('UntagPolicyRequest', { PolicyArn: required(ArnType), TagKeys: required(TagKeyListType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input) => ({ ...onPolicy('UntagPolicy')(context, input), keys: removedTags(input.TagKeys) }),
  run(context, input, request) {
    const { store } = context;
    if (parsePolicyArn(input.PolicyArn).account === 'aws') throw awsPolicyTags();
    return store.change(() => {
      const { value: policy, version } = findPolicy(context, request, input.PolicyArn);
      const tags = withoutTags(policy.tags, input.TagKeys, 'kept');
      return { changes: [store.putPolicy({ ...policy, tags }, version)], result: undefined };
    });
  },
});
