import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { taggedResourceNotFound } from '../errors.js';
import { AmazonResourceName, TagKeyList } from '../shapes.js';
import { checkTagKeys, holderOf, withoutTags } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceInput', { ResourceARN: required(AmazonResourceName), TagKeys: required(TagKeyList) }),
  output: structure('UntagResourceOutput', {}),
  errors: [
    'InvalidParameterValue',
    'ResourceNotFoundException',
    'ConcurrentModificationException',
    'InternalServiceError',
    'ConflictException',
  ],
  needs: (_, input) => ({
    action: 'cloudwatch:UntagResource',
    resources: [input.ResourceARN],
    keys: removedTags(input.TagKeys),
  }),
  async run(context, { ResourceARN: arn, TagKeys: keys }, { principal }) {
    checkTagKeys(keys);
    const holder = holderOf(context, arn, principal.account);
    if (!(await holder.changeTags(arn, (tags) => withoutTags(tags, keys)))) throw taggedResourceNotFound(arn);
    return {};
  },
});
