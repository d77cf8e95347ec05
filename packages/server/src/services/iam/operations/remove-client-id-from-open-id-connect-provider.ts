import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changeProvider, onProvider } from '../oidc.js';
import { ArnType, ClientIDType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html */
export const removeClientIdFromOpenIdConnectProvider = operation({
  name: 'RemoveClientIDFromOpenIDConnectProvider',
  input: structure('RemoveClientIDFromOpenIDConnectProviderRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    ClientID: required(ClientIDType),
  }),
  output: undefined,
  errors: ['ConcurrentModification', 'InvalidInput', 'NoSuchEntity', 'ServiceFailure'],
  needs: onProvider('RemoveClientIDFromOpenIDConnectProvider'),
  run: (context, input, request) =>
    changeProvider(context, request, input, (provider) => {
      const clientIds = provider.clientIds.filter((id) => id !== input.ClientID);
      return clientIds.length === provider.clientIds.length ? provider : { ...provider, clientIds };
    }),
});
