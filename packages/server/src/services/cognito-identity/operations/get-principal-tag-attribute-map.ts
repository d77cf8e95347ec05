import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentityPoolId, IdentityProviderName, PrincipalTags } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap = operation({
  name: 'GetPrincipalTagAttributeMap',
  input: structure('GetPrincipalTagAttributeMapInput', {
    IdentityPoolId: required(IdentityPoolId),
    IdentityProviderName: required(IdentityProviderName),
  }),
  output: structure('GetPrincipalTagAttributeMapResponse', {
    IdentityPoolId,
    IdentityProviderName,
    UseDefaults: boolean,
    PrincipalTags,
  }),
  errors: usual,
  needs: onPool('GetPrincipalTagAttributeMap'),
  run(context, { IdentityPoolId: id, IdentityProviderName: provider }, request) {
    const { principalTags = {} } = findPool(context, namedPool(id, request)).value;
    const map = Object.hasOwn(principalTags, provider) ? principalTags[provider] : undefined;
    return {
      IdentityPoolId: id,
      IdentityProviderName: provider,
      ...(map === undefined ? {} : { UseDefaults: map.useDefaults, PrincipalTags: map.tags }),
    };
  },
});
