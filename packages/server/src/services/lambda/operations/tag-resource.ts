import { label, required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { invalidParameter } from '../errors.js';
import { TaggableResource } from '../shapes.js';
import { Tags } from '../structures.js';
import { assertTagCount, taggingOf } from '../tags.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  http: { method: 'POST', path: '/2017-03-31/tags/{Resource}', status: 204 },
  input: structure('TagResourceRequest', { Resource: required(label(TaggableResource)), Tags: required(Tags) }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: (_context, { Resource: arn, Tags: tags }) => ({
    action: 'lambda:TagResource',
    resources: [arn],
    keys: requestTags(tags),
  }),
  async run(context, { Resource: arn, Tags: tags }, { region }) {
    const tagging = taggingOf(context, arn, region);
    if (Object.keys(tags).length === 0)
      throw invalidParameter('An error occurred and the request cannot be processed.');
    await tagging.change(arn, (before) => {
      const after = { ...before, ...tags };
      assertTagCount(after);
      return after;
    });
  },
});
