import { boolean, structure } from '@paddock/wire';
import { SSHPublicKeyListType } from '../absent-structures.js';
import { noneOfUser } from '../absent.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { MarkerType, MaxItemsType, ResponseMarkerType, UserNameType } from '../shapes.js';

/**
 * None of any user. Terraform asks before it deletes one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html
 */
export const listSshPublicKeys = operation({
  name: 'ListSSHPublicKeys',
  input: structure('ListSSHPublicKeysRequest', {
    UserName: UserNameType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListSSHPublicKeysResponse', {
    SSHPublicKeys: SSHPublicKeyListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity'],
  needs: onUserOrCaller('ListSSHPublicKeys'),
  run(context, input, request) {
    const { items, ...rest } = noneOfUser(context, request, input);
    return { SSHPublicKeys: items, ...rest };
  },
});
