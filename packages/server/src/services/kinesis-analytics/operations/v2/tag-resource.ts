import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../../authorization/need-keys.js';
import { operation } from '../../context.js';
import { Tags } from '../../shapes.js';
import { KinesisAnalyticsARN } from '../../structures-v2.js';
import { changeTags, checkTagCount, tagsOf } from '../../tags.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceRequest', { ResourceARN: required(KinesisAnalyticsARN), Tags: required(Tags) }),
  output: structure('TagResourceResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'TooManyTagsException',
    'InvalidArgumentException',
    'ConcurrentModificationException',
  ],
  needs: (_context, { ResourceARN: arn, Tags: tags }) => ({
    action: 'kinesisanalytics:TagResource',
    resources: [arn],
    keys: requestTags(tags),
  }),
  async run(context, { ResourceARN: arn, Tags: given }, request) {
    const tags = tagsOf(given);
    await changeTags(context, arn, request, (before) => {
      const after = { ...before, ...tags };
      checkTagCount(after);
      return after;
    });
    return {};
  },
});
