import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findPool, onTags, ownPoolOfArn } from '../pools.js';
import { ARNString, IdentityPoolTagsType } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: structure('ListTagsForResourceInput', { ResourceArn: required(ARNString) }),
  output: structure('ListTagsForResourceResponse', { Tags: IdentityPoolTagsType }),
  errors: usual,
  needs: onTags('ListTagsForResource'),
  run: (context, input, request) => ({ Tags: findPool(context, ownPoolOfArn(input.ResourceArn, request)).value.tags }),
});
