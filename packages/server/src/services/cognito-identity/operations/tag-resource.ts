import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { changePool, checkTags, onTags, ownPoolOfArn } from '../pools.js';
import { ARNString, IdentityPoolTagsType } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceInput', { ResourceArn: required(ARNString), Tags: required(IdentityPoolTagsType) }),
  output: structure('TagResourceResponse', {}),
  errors: usual,
  needs: onTags('TagResource'),
  async run(context, { ResourceArn: arn, Tags }, request) {
    await changePool(context, ownPoolOfArn(arn, request), (pool) => {
      return { ...pool, tags: checkTags({ ...pool.tags, ...Tags }, context.quotas.tagsPerPool) };
    });
    return {};
  },
});
