import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onAnything } from '../lookup.js';
import { page } from '../paging.js';
import { AccountAliasListType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html */
export const listAccountAliases = operation({
  name: 'ListAccountAliases',
  input: structure('ListAccountAliasesRequest', { Marker: MarkerType, MaxItems: MaxItemsType }),
  output: structure('ListAccountAliasesResponse', {
    AccountAliases: required(AccountAliasListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: onAnything('ListAccountAliases'),
  run({ store }, input, { principal }) {
    const { alias } = store.account(principal.account).value;
    const { items, ...rest } = page(alias === undefined ? [] : [alias], (key) => key, input);
    return { AccountAliases: [...items], ...rest };
  },
});
