import { boolean, structure } from '@paddock/wire';
import { groupDetail, policyDetail, roleDetail, userDetail } from '../account-details.js';
import { operation } from '../context.js';
import type { Group, ManagedPolicy, Role, User } from '../domain/entities.js';
import { onAnything } from '../lookup.js';
import { page } from '../paging.js';
import { awsPolicies } from '../policies.js';
import { EntityListType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import type { IamStore } from '../store.js';
import {
  GroupDetailListType,
  ManagedPolicyDetailListType,
  RoleDetailListType,
  UserDetailListType,
} from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
export const getAccountAuthorizationDetails = operation({
  name: 'GetAccountAuthorizationDetails',
  input: structure('GetAccountAuthorizationDetailsRequest', {
    Filter: EntityListType,
    MaxItems: MaxItemsType,
    Marker: MarkerType,
  }),
  output: structure('GetAccountAuthorizationDetailsResponse', {
    UserDetailList: UserDetailListType,
    GroupDetailList: GroupDetailListType,
    RoleDetailList: RoleDetailListType,
    Policies: ManagedPolicyDetailListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: onAnything('GetAccountAuthorizationDetails'),
  run({ store }, { Filter = [], ...request }, { principal }) {
    const { account } = principal;
    const isWanted = ({ filter }: Entry): boolean => Filter.length === 0 || Filter.includes(filter);
    const { items, ...rest } = page(entriesOf(store, account).filter(isWanted), keyOf, request);
    return {
      UserDetailList: items.flatMap((entry) => (entry.filter === 'User' ? [userDetail(entry.value)] : [])),
      GroupDetailList: items.flatMap((entry) => (entry.filter === 'Group' ? [groupDetail(entry.value)] : [])),
      RoleDetailList: items.flatMap((entry) => (entry.filter === 'Role' ? [roleDetail(store, entry.value)] : [])),
      Policies: items.flatMap((entry) => (isPolicy(entry) ? [policyDetail(entry.value)] : [])),
      ...rest,
    };
  },
});

type PolicyEntry = { readonly filter: 'LocalManagedPolicy' | 'AWSManagedPolicy'; readonly value: ManagedPolicy };
type Entry =
  | { readonly filter: 'User'; readonly value: User }
  | { readonly filter: 'Group'; readonly value: Group }
  | { readonly filter: 'Role'; readonly value: Role }
  | PolicyEntry;

const isPolicy = (entry: Entry): entry is PolicyEntry =>
  entry.filter === 'LocalManagedPolicy' || entry.filter === 'AWSManagedPolicy';

/** What pages go through, in their order. Of AWS's policies only those count that the account uses. */
const entriesOf = (store: IamStore, account: string): Entry[] => [
  ...store.users(account).map(({ value }) => ({ filter: 'User' as const, value })),
  ...store.groups(account).map(({ value }) => ({ filter: 'Group' as const, value })),
  ...store.roles(account).map(({ value }) => ({ filter: 'Role' as const, value })),
  ...store.policies(account).map(({ value }) => ({ filter: 'LocalManagedPolicy' as const, value })),
  ...awsPolicies(store, account)
    .filter(({ attachments, bounds }) => attachments + bounds > 0)
    .map((value) => ({ filter: 'AWSManagedPolicy' as const, value })),
];

const places = { User: 0, Group: 1, Role: 2, LocalManagedPolicy: 3, AWSManagedPolicy: 4 } as const;
const keyOf = ({ filter, value }: Entry): string => `${places[filter]} ${value.name.toLowerCase()}`;
