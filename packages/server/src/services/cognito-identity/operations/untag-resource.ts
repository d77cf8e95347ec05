import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { changePool, onTags, ownPoolOfArn } from '../pools.js';
import { ARNString, IdentityPoolTagsListType } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceInput', {
    ResourceArn: required(ARNString),
    TagKeys: required(IdentityPoolTagsListType),
  }),
  output: structure('UntagResourceResponse', {}),
  errors: usual,
  needs: onTags('UntagResource'),
  async run(context, { ResourceArn: arn, TagKeys }, request) {
    const removed = new Set(TagKeys);
    await changePool(context, ownPoolOfArn(arn, request), (pool) => ({
      ...pool,
      tags: Object.fromEntries(Object.entries(pool.tags).filter(([key]) => !removed.has(key))),
    }));
    return {};
  },
});
