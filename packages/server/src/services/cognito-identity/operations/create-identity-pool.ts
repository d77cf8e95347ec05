import { boolean, required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { poolArn } from '../domain/arn.js';
import type { Pool } from '../domain/pool.js';
import { tooManyPools } from '../errors.js';
import { poolMembers } from '../pool-members.js';
import { checkTags, namedPool, onAnything } from '../pools.js';
import {
  CognitoIdentityProviderList,
  DeveloperProviderName,
  IdentityPool,
  IdentityPoolName,
  IdentityPoolTagsType,
  IdentityProviders,
  OIDCProviderList,
  SAMLProviderList,
} from '../shapes.js';
import { poolView } from '../views.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const createIdentityPool = operation({
  name: 'CreateIdentityPool',
  input: structure('CreateIdentityPoolInput', {
    IdentityPoolName: required(IdentityPoolName),
    AllowUnauthenticatedIdentities: required(boolean),
    AllowClassicFlow: boolean,
    SupportedLoginProviders: IdentityProviders,
    DeveloperProviderName,
    OpenIdConnectProviderARNs: OIDCProviderList,
    CognitoIdentityProviders: CognitoIdentityProviderList,
    SamlProviderARNs: SAMLProviderList,
    IdentityPoolTags: IdentityPoolTagsType,
  }),
  output: IdentityPool,
  errors: [
    'InvalidParameterException',
    'NotAuthorizedException',
    'ResourceConflictException',
    'TooManyRequestsException',
    'InternalErrorException',
    'LimitExceededException',
  ],
  needs(_context, { IdentityPoolTags }, request) {
    const keys = requestTags(IdentityPoolTags);
    const create = onAnything('CreateIdentityPool', keys);
    if (Object.keys(IdentityPoolTags ?? {}).length === 0) return create;
    // The pool has no id yet.
    const tag = { action: 'cognito-identity:TagResource', resources: [poolArn(namedPool('*', request))], keys };
    return [create, tag];
  },
  run(context, input, { principal: { account }, region }) {
    const { store, ids, quotas } = context;
    return store.change(() => {
      if (store.pools(account, region).length >= quotas.pools) throw tooManyPools(quotas.pools);
      const pool: Pool = {
        id: `${region}:${ids.requestId()}`,
        account,
        region,
        ...poolMembers(context, account, input),
        tags: checkTags(input.IdentityPoolTags ?? {}, quotas.tagsPerPool),
      };
      return { changes: [store.putPool(pool, 0)], result: poolView(pool) };
    });
  },
});
