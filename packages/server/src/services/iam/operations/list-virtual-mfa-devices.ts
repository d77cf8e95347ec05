import { boolean, required, structure } from '@paddock/wire';
import { AssignmentStatusType, VirtualMFADeviceListType } from '../absent-structures.js';
import { operation } from '../context.js';
import { emptyPage } from '../paging.js';
import { MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';

/**
 * None: no operation here makes one. Terraform asks before it deletes a user.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html
 */
export const listVirtualMfaDevices = operation({
  name: 'ListVirtualMFADevices',
  input: structure('ListVirtualMFADevicesRequest', {
    AssignmentStatus: AssignmentStatusType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListVirtualMFADevicesResponse', {
    VirtualMFADevices: required(VirtualMFADeviceListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: [],
  needs: (_context, _input, request) => ({
    action: 'iam:ListVirtualMFADevices',
    resources: [`arn:aws:iam::${request.principal.account}:mfa/`],
  }),
  run(_context, input) {
    const { items, ...rest } = emptyPage(input);
    return { VirtualMFADevices: items, ...rest };
  },
});
