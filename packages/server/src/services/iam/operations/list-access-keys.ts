import { boolean, required, structure } from '@paddock/wire';
import { findKeyHolder } from '../access-keys.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { page } from '../paging.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { AccessKeyMetadataListType } from '../structures.js';
import { accessKeyView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html */
export const listAccessKeys = operation({
  name: 'ListAccessKeys',
  input: structure('ListAccessKeysRequest', {
    UserName: ExistingUserNameType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListAccessKeysResponse', {
    AccessKeyMetadata: required(AccessKeyMetadataListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUserOrCaller('ListAccessKeys'),
  run(context, input, request) {
    const { principal } = request;
    if (input.UserName === undefined && principal.kind === 'root' && principal.session === undefined) {
      // All that is known of root's key is that it signed this request: it is configuration, made at no moment.
      return {
        AccessKeyMetadata: [{ AccessKeyId: principal.accessKeyId, Status: 'Active' as const }],
        IsTruncated: false,
      };
    }
    const { value: user } = findKeyHolder(context, request, input);
    const accessKeys = user.accessKeys.flatMap((id) => context.store.accessKey(id)?.value ?? []);
    const { items, ...rest } = page(accessKeys.toSorted(byId), ({ id }) => id, input);
    return { AccessKeyMetadata: items.map(accessKeyView), ...rest };
  },
});

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);
