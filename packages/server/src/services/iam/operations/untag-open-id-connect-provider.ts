import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { changeProvider, onProvider } from '../oidc.js';
import { ArnType, TagKeyListType } from '../shapes.js';
import { withoutTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagOpenIDConnectProvider.html */
export const untagOpenIdConnectProvider = operation({
  name: 'UntagOpenIDConnectProvider',
  input: structure('UntagOpenIDConnectProviderRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    TagKeys: required(TagKeyListType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input) => ({
    ...onProvider('UntagOpenIDConnectProvider')(context, input),
    keys: removedTags(input.TagKeys),
  }),
  run: (context, input, request) =>
    changeProvider(context, request, input, (provider) => ({
      ...provider,
      tags: withoutTags(provider.tags, input.TagKeys, 'kept'),
    })),
});
