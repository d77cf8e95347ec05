import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { TaggableResource } from '../shapes.js';
import { Tags } from '../structures.js';
import { taggingOf } from '../tags.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags = operation({
  name: 'ListTags',
  http: { method: 'GET', path: '/2017-03-31/tags/{Resource}', status: 200 },
  input: structure('ListTagsRequest', { Resource: required(label(TaggableResource)) }),
  output: structure('ListTagsResponse', { Tags }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: (_context, { Resource: arn }) => ({ action: 'lambda:ListTags', resources: [arn] }),
  run: async (context, { Resource: arn }, { region }) => ({
    Tags: await taggingOf(context, arn, region).read(arn),
  }),
});
