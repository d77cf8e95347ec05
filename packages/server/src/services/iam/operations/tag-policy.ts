import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { awsPolicyTags } from '../errors.js';
import { findPolicy, onPolicy } from '../lookup.js';
import { parsePolicyArn } from '../policies.js';
import { ArnType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { checkNewTags, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
export const tagPolicy = operation({
  name: 'TagPolicy',
  input: structure('TagPolicyRequest', { PolicyArn: required(ArnType), Tags: required(TagListType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input) => ({ ...onPolicy('TagPolicy')(context, input), keys: requestTags(input.Tags) }),
  run(context, input, request) {
    const { store, quotas } = context;
    if (parsePolicyArn(input.PolicyArn).account === 'aws') throw awsPolicyTags();
    checkNewTags(input.Tags, 'kept');
    return store.change(() => {
      const { value: policy, version } = findPolicy(context, request, input.PolicyArn);
      const tags = withTags(policy.tags, input.Tags, quotas.tags, 'kept');
      return { changes: [store.putPolicy({ ...policy, tags }, version)], result: undefined };
    });
  },
});
