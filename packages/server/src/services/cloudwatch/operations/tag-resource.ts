import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { taggedResourceNotFound } from '../errors.js';
import { AmazonResourceName, TagList } from '../shapes.js';
import { checkTagKeys, holderOf, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceInput', { ResourceARN: required(AmazonResourceName), Tags: required(TagList) }),
  output: structure('TagResourceOutput', {}),
  errors: [
    'InvalidParameterValue',
    'ResourceNotFoundException',
    'ConcurrentModificationException',
    'InternalServiceError',
    'ConflictException',
  ],
  needs: (_, input) => ({
    action: 'cloudwatch:TagResource',
    resources: [input.ResourceARN],
    keys: requestTags(input.Tags),
  }),
  async run(context, { ResourceARN: arn, Tags: added }, { principal }) {
    checkTagKeys(added.map(({ Key }) => Key));
    const holder = holderOf(context, arn, principal.account);
    if (!(await holder.changeTags(arn, (tags) => withTags(tags, added)))) throw taggedResourceNotFound(arn);
    return {};
  },
});
