import { list, required, string, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { checkTagKeys } from '../definitions/tags.js';
import { invalid } from '../errors.js';
import { changeTags, taggedResource } from '../resource-tags.js';
import { ResourceArnString } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceInput', { ResourceArn: ResourceArnString, TagKeys: required(list(string())) }),
  output: undefined,
  errors: tableChangeErrors,
  needs: (_context, input, request) => ({
    action: 'dynamodb:UntagResource',
    resources: [taggedResource(input.ResourceArn, request).arn],
    keys: removedTags(input.TagKeys),
  }),
  async run(context, input, request) {
    const resource = taggedResource(input.ResourceArn, request);
    if (input.TagKeys.length === 0) throw invalid('Atleast one Tag Key needs to be provided as Input.');
    checkTagKeys(input.TagKeys);
    const gone = new Set(input.TagKeys);
    await changeTags(context, resource, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))),
    );
  },
});
