import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { checkTags, GivenTags } from '../definitions/tags.js';
import { invalid } from '../errors.js';
import { changeTags, taggedResource } from '../resource-tags.js';
import { ResourceArnString } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceInput', { ResourceArn: ResourceArnString, Tags: required(GivenTags) }),
  output: undefined,
  errors: tableChangeErrors,
  needs: (_context, input, request) => ({
    action: 'dynamodb:TagResource',
    resources: [taggedResource(input.ResourceArn, request).arn],
    keys: requestTags(input.Tags.map((tag) => ({ Key: tag?.Key ?? '', Value: tag?.Value }))),
  }),
  async run(context, input, request) {
    const resource = taggedResource(input.ResourceArn, request);
    if (input.Tags.length === 0) throw invalid('Atleast one Tag needs to be provided as Input.');
    const added = checkTags(input.Tags);
    await changeTags(context, resource, (tags) => ({ ...tags, ...added }));
  },
});
