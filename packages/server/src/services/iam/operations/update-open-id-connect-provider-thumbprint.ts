import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changeProvider, onProvider, readThumbprints } from '../oidc.js';
import { ArnType, ThumbprintListType } from '../shapes.js';

/** Replaces them all. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html */
export const updateOpenIdConnectProviderThumbprint = operation({
  name: 'UpdateOpenIDConnectProviderThumbprint',
  input: structure('UpdateOpenIDConnectProviderThumbprintRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    ThumbprintList: required(ThumbprintListType),
  }),
  output: undefined,
  errors: ['ConcurrentModification', 'InvalidInput', 'NoSuchEntity', 'ServiceFailure'],
  needs: onProvider('UpdateOpenIDConnectProviderThumbprint'),
  run(context, input, request) {
    const thumbprints = readThumbprints(input.ThumbprintList);
    return changeProvider(context, request, input, (provider) => ({ ...provider, thumbprints }));
  },
});
