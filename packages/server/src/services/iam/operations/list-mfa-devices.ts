import { boolean, required, structure } from '@paddock/wire';
import { MfaDeviceListType } from '../absent-structures.js';
import { noneOfUser } from '../absent.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';

/**
 * None of any user, nor of root. Terraform asks before it deletes a user.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html
 */
export const listMfaDevices = operation({
  name: 'ListMFADevices',
  input: structure('ListMFADevicesRequest', {
    UserName: ExistingUserNameType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListMFADevicesResponse', {
    MFADevices: required(MfaDeviceListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUserOrCaller('ListMFADevices'),
  run(context, input, request) {
    const { items, ...rest } = noneOfUser(context, request, input);
    return { MFADevices: items, ...rest };
  },
});
