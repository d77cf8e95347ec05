import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { quotaExceeded } from '../errors.js';
import { changeProvider, onProvider } from '../oidc.js';
import { ArnType, ClientIDType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html */
export const addClientIdToOpenIdConnectProvider = operation({
  name: 'AddClientIDToOpenIDConnectProvider',
  input: structure('AddClientIDToOpenIDConnectProviderRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    ClientID: required(ClientIDType),
  }),
  output: undefined,
  errors: ['ConcurrentModification', 'InvalidInput', 'NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onProvider('AddClientIDToOpenIDConnectProvider'),
  run(context, input, request) {
    const limit = context.quotas.clientIdsPerOidcProvider;
    return changeProvider(context, request, input, (provider) => {
      const { clientIds } = provider;
      if (clientIds.includes(input.ClientID)) return provider;
      if (clientIds.length >= limit) throw quotaExceeded('ClientIdsPerOpenIdConnectProvider', limit);
      return { ...provider, clientIds: [...clientIds, input.ClientID] };
    });
  },
});
