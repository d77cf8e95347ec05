import { boolean, required, structure } from '@paddock/wire';
import { ServerCertificateMetadataListType } from '../absent-structures.js';
import { operation } from '../context.js';
import { emptyPage } from '../paging.js';
import { MarkerType, MaxItemsType, PathPrefixType, ResponseMarkerType } from '../shapes.js';

/**
 * None: no operation here uploads one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html
 */
export const listServerCertificates = operation({
  name: 'ListServerCertificates',
  input: structure('ListServerCertificatesRequest', {
    PathPrefix: PathPrefixType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListServerCertificatesResponse', {
    ServerCertificateMetadataList: required(ServerCertificateMetadataListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, input, request) => ({
    action: 'iam:ListServerCertificates',
    resources: [`arn:aws:iam::${request.principal.account}:server-certificate${input.PathPrefix ?? '/'}`],
  }),
  run(_context, input) {
    const { items, ...rest } = emptyPage(input);
    return { ServerCertificateMetadataList: items, ...rest };
  },
});
