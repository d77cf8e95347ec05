import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { emptyPage } from '../paging.js';
import { MarkerType, MaxItemsType, PathPrefixType, ResponseMarkerType } from '../shapes.js';
import { InstanceProfileListType } from '../structures.js';

/**
 * None: there are no virtual machines here that could have one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html
 */
export const listInstanceProfiles = operation({
  name: 'ListInstanceProfiles',
  input: structure('ListInstanceProfilesRequest', {
    PathPrefix: PathPrefixType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListInstanceProfilesResponse', {
    InstanceProfiles: required(InstanceProfileListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, input, request) => ({
    action: 'iam:ListInstanceProfiles',
    resources: [`arn:aws:iam::${request.principal.account}:instance-profile${input.PathPrefix ?? '/'}`],
  }),
  run(_context, input) {
    const { items, ...rest } = emptyPage(input);
    return { InstanceProfiles: items, ...rest };
  },
});
