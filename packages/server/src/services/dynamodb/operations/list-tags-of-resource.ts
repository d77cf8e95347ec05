import { string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { GivenTags } from '../definitions/tags.js';
import { findTagged, taggedResource } from '../resource-tags.js';
import { ResourceArnString } from '../shapes-tables.js';

const pageSize = 10;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource = operation({
  name: 'ListTagsOfResource',
  input: structure('ListTagsOfResourceInput', { ResourceArn: ResourceArnString, NextToken: string() }),
  output: structure('ListTagsOfResourceOutput', { Tags: GivenTags, NextToken: string() }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: (_context, input, request) => ({
    action: 'dynamodb:ListTagsOfResource',
    resources: [taggedResource(input.ResourceArn, request).arn],
  }),
  async run(context, input, request) {
    const { table } = await findTagged(context, taggedResource(input.ResourceArn, request));
    const after = placeOf(input.NextToken);
    const rest = Object.entries(table.tags)
      .map(([Key, Value]) => ({ Key, Value }))
      .filter(({ Key }) => after === undefined || Key > after)
      .sort((a, b) => (a.Key < b.Key ? -1 : 1));
    const page = rest.slice(0, pageSize);
    const last = page.at(-1);
    return { Tags: page, ...(rest.length > pageSize && last && { NextToken: tokenOf(last.Key) }) };
  },
});

// The last key of the page before; a token that is none is passed over, as AWS does.
const tokenOf = (key: string): string => Buffer.from(mark + key).toString('base64url');

function placeOf(token: string | undefined): string | undefined {
  const text = token === undefined ? '' : Buffer.from(token, 'base64url').toString();
  return text.startsWith(mark) ? text.slice(mark.length) : undefined;
}

const mark = 'after:';
