import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { oidcProviderArn } from '../domain/arn.js';
import { OpenIDConnectProviderListType } from '../structures.js';

/** All of them at once. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html */
export const listOpenIdConnectProviders = operation({
  name: 'ListOpenIDConnectProviders',
  input: structure('ListOpenIDConnectProvidersRequest', {}),
  output: structure('ListOpenIDConnectProvidersResponse', {
    OpenIDConnectProviderList: OpenIDConnectProviderListType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, _input, request) => ({
    action: 'iam:ListOpenIDConnectProviders',
    resources: [oidcProviderArn({ account: request.principal.account, url: '*' })],
  }),
  run({ store }, _input, request) {
    const providers = store.oidcProviders(request.principal.account);
    return { OpenIDConnectProviderList: providers.map(({ value }) => ({ Arn: oidcProviderArn(value) })) };
  },
});
