import { structure } from '@paddock/wire';
import { SAMLProviderListType } from '../absent-structures.js';
import { operation } from '../context.js';

/**
 * None: no operation here makes one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html
 */
export const listSamlProviders = operation({
  name: 'ListSAMLProviders',
  input: structure('ListSAMLProvidersRequest', {}),
  output: structure('ListSAMLProvidersResponse', { SAMLProviderList: SAMLProviderListType }),
  errors: ['ServiceFailure'],
  needs: (_context, _input, request) => ({
    action: 'iam:ListSAMLProviders',
    resources: [`arn:aws:iam::${request.principal.account}:saml-provider/*`],
  }),
  run: () => ({ SAMLProviderList: [] }),
});
