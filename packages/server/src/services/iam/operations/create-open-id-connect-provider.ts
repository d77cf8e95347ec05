import { structure, required } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { operation } from '../context.js';
import { oidcProviderArn } from '../domain/arn.js';
import type { OidcProvider } from '../domain/entities.js';
import { oidcUrlTaken, quotaExceeded } from '../errors.js';
import { readProviderUrl, readThumbprints } from '../oidc.js';
import { ArnType, ClientIDListType, OpenIDConnectProviderUrlType, ThumbprintListType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { checkNewTags } from '../tags.js';

/**
 * Of a provider without thumbprints AWS fetches the certificate's; here it stays without, since nothing is fetched.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export const createOpenIdConnectProvider = operation({
  name: 'CreateOpenIDConnectProvider',
  input: structure('CreateOpenIDConnectProviderRequest', {
    Url: required(OpenIDConnectProviderUrlType),
    ClientIDList: ClientIDListType,
    ThumbprintList: ThumbprintListType,
    Tags: TagListType,
  }),
  output: structure('CreateOpenIDConnectProviderResponse', {
    OpenIDConnectProviderArn: ArnType,
    Tags: TagListType,
  }),
  errors: [
    'InvalidInput',
    'EntityAlreadyExists',
    'LimitExceeded',
    'ConcurrentModification',
    'ServiceFailure',
    'OpenIdIdpCommunicationError',
  ],
  needs: (_context, input, request): AuthorizationNeed[] => {
    const { account } = request.principal;
    const resources = [oidcProviderArn({ account, url: readProviderUrl(input.Url) })];
    const need = { action: 'iam:CreateOpenIDConnectProvider', resources, keys: requestTags(input.Tags) };
    return input.Tags && input.Tags.length > 0 ? [need, { ...need, action: 'iam:TagOpenIDConnectProvider' }] : [need];
  },
  run({ store, clock, quotas }, input, request) {
    const { account } = request.principal;
    const url = readProviderUrl(input.Url);
    const thumbprints = readThumbprints(input.ThumbprintList ?? []);
    const clientIds = [...new Set(input.ClientIDList)];
    if (clientIds.length > quotas.clientIdsPerOidcProvider)
      throw quotaExceeded('ClientIdsPerOpenIdConnectProvider', quotas.clientIdsPerOidcProvider);
    const tags = checkNewTags(input.Tags ?? [], 'kept');
    return store.change(() => {
      if (store.oidcProvider(account, url)) throw oidcUrlTaken(input.Url);
      if (store.oidcProviders(account).length >= quotas.oidcProvidersPerAccount)
        throw quotaExceeded('OpenIdConnectProvidersPerAccount', quotas.oidcProvidersPerAccount);
      const provider: OidcProvider = { account, url, clientIds, thumbprints, created: clock.now(), tags };
      return {
        changes: [store.putOidcProvider(provider, 0)],
        result: { OpenIDConnectProviderArn: oidcProviderArn(provider), ...(tags.length > 0 ? { Tags: tags } : {}) },
      };
    });
  },
});
