import { boolean, integer, required, structure } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { streamReference, TagKey, TagList } from '../shapes.js';
import { sortedTags } from '../tags.js';

const mostTags = 50;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html */
export const listTagsForStream = operation({
  name: 'ListTagsForStream',
  input: structure('ListTagsForStreamInput', {
    Limit: integer({ min: 1, max: mostTags }),
    ExclusiveStartTagKey: TagKey,
    ...streamReference,
  }),
  output: structure('ListTagsForStreamOutput', { Tags: required(TagList), HasMoreTags: required(boolean) }),
  errors: ['ResourceNotFoundException', 'InvalidArgumentException', 'LimitExceededException', 'AccessDeniedException'],
  needs: onStream('ListTagsForStream'),
  async run(context, input, request) {
    const { stream } = await findStream(context, namedStream(input, request));
    const start = input.ExclusiveStartTagKey;
    const tags = sortedTags(stream.tags).filter(({ Key }) => start === undefined || Key > start);
    const limit = input.Limit ?? mostTags;
    return { Tags: tags.slice(0, limit), HasMoreTags: tags.length > limit };
  },
});
