import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { changeProvider, onProvider } from '../oidc.js';
import { ArnType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { checkNewTags, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagOpenIDConnectProvider.html */
export const tagOpenIdConnectProvider = operation({
  name: 'TagOpenIDConnectProvider',
  input: structure('TagOpenIDConnectProviderRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    Tags: required(TagListType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input) => ({
    ...onProvider('TagOpenIDConnectProvider')(context, input),
    keys: requestTags(input.Tags),
  }),
  run(context, input, request) {
    const added = checkNewTags(input.Tags, 'kept');
    return changeProvider(context, request, input, (provider) => ({
      ...provider,
      tags: withTags(provider.tags, added, context.quotas.tags, 'kept'),
    }));
  },
});
