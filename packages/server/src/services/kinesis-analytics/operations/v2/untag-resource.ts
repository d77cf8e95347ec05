import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../../authorization/need-keys.js';
import { operation } from '../../context.js';
import { TagKeys } from '../../shapes.js';
import { KinesisAnalyticsARN } from '../../structures-v2.js';
import { changeTags } from '../../tags.js';
import { tagResource } from './tag-resource.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceRequest', { ResourceARN: required(KinesisAnalyticsARN), TagKeys: required(TagKeys) }),
  output: structure('UntagResourceResponse', {}),
  errors: tagResource.errors,
  needs: (_context, { ResourceARN: arn, TagKeys: keys }) => ({
    action: 'kinesisanalytics:UntagResource',
    resources: [arn],
    keys: removedTags(keys),
  }),
  async run(context, { ResourceARN: arn, TagKeys: keys }, request) {
    const removed = new Set(keys);
    await changeTags(context, arn, request, (before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !removed.has(key))),
    );
    return {};
  },
});
