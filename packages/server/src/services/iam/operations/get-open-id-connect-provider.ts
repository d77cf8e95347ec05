import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { oidcProviderNotFound } from '../errors.js';
import { findProvider, onProvider } from '../oidc.js';
import { ArnType, ClientIDListType, DateType, OpenIDConnectProviderUrlType, ThumbprintListType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { sortedTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html */
export const getOpenIdConnectProvider = operation({
  name: 'GetOpenIDConnectProvider',
  input: structure('GetOpenIDConnectProviderRequest', { OpenIDConnectProviderArn: required(ArnType) }),
  output: structure('GetOpenIDConnectProviderResponse', {
    Url: OpenIDConnectProviderUrlType,
    ClientIDList: ClientIDListType,
    ThumbprintList: ThumbprintListType,
    CreateDate: DateType,
    Tags: TagListType,
  }),
  errors: ['InvalidInput', 'NoSuchEntity', 'ServiceFailure'],
  needs: onProvider('GetOpenIDConnectProvider'),
  run(context, input, request) {
    const { url, clientIds, thumbprints, created, tags } = findProvider(
      context,
      request,
      input,
      oidcProviderNotFound,
    ).value;
    return {
      Url: url,
      ClientIDList: clientIds,
      ThumbprintList: thumbprints,
      CreateDate: created,
      Tags: sortedTags(tags),
    };
  },
});
