import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { taggedResourceNotFound } from '../errors.js';
import { AmazonResourceName, TagList } from '../shapes.js';
import { holderOf } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: structure('ListTagsForResourceInput', { ResourceARN: required(AmazonResourceName) }),
  output: structure('ListTagsForResourceOutput', { Tags: TagList }),
  errors: ['InvalidParameterValue', 'ResourceNotFoundException', 'InternalServiceError'],
  needs: (_, input) => ({ action: 'cloudwatch:ListTagsForResource', resources: [input.ResourceARN] }),
  async run(context, { ResourceARN: arn }, { principal }) {
    const tags = await holderOf(context, arn, principal.account).tags(arn);
    if (tags === undefined) throw taggedResourceNotFound(arn);
    return { Tags: tags };
  },
});
