import { label, query, required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { TaggableResource } from '../shapes.js';
import { TagKeyList } from '../structures.js';
import { taggingOf } from '../tags.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  http: { method: 'DELETE', path: '/2017-03-31/tags/{Resource}', status: 204 },
  input: structure('UntagResourceRequest', {
    Resource: required(label(TaggableResource)),
    TagKeys: required(query('tagKeys', TagKeyList)),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: (_context, { Resource: arn, TagKeys: keys }) => ({
    action: 'lambda:UntagResource',
    resources: [arn],
    keys: removedTags(keys),
  }),
  async run(context, { Resource: arn, TagKeys: keys }, { region }) {
    await taggingOf(context, arn, region).change(arn, (before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key))),
    );
  },
});
