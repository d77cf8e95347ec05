import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findProvider, onProvider } from '../oidc.js';
import { ArnType } from '../shapes.js';

/**
 * Roles that trust the provider stay as they are. Deleting what is not there is an error, though AWS's reference says otherwise.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteOpenIDConnectProvider.html
 */
export const deleteOpenIdConnectProvider = operation({
  name: 'DeleteOpenIDConnectProvider',
  input: structure('DeleteOpenIDConnectProviderRequest', { OpenIDConnectProviderArn: required(ArnType) }),
  output: undefined,
  errors: ['InvalidInput', 'NoSuchEntity', 'ServiceFailure'],
  needs: onProvider('DeleteOpenIDConnectProvider'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value, version } = findProvider(context, request, input);
      return { changes: [store.deleteOidcProvider(value, version)], result: undefined };
    });
  },
});
