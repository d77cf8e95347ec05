import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { Tags } from '../../shapes.js';
import { KinesisAnalyticsARN } from '../../structures-v2.js';
import { sortedTags, taggedApplication } from '../../tags.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: structure('ListTagsForResourceRequest', { ResourceARN: required(KinesisAnalyticsARN) }),
  output: structure('ListTagsForResourceResponse', { Tags }),
  errors: ['ResourceNotFoundException', 'InvalidArgumentException', 'ConcurrentModificationException'],
  needs: (_context, { ResourceARN: arn }) => ({ action: 'kinesisanalytics:ListTagsForResource', resources: [arn] }),
  async run(context, { ResourceARN: arn }, request) {
    const { value } = await taggedApplication(context, arn, request);
    return { Tags: sortedTags(value.tags) };
  },
});
