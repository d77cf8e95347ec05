import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onPolicy } from '../lookup.js';
import { page } from '../paging.js';
import { readPolicy } from '../policies.js';
import { ArnType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { PolicyDocumentVersionListType } from '../structures.js';
import { policyVersionView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
export const listPolicyVersions = operation({
  name: 'ListPolicyVersions',
  input: structure('ListPolicyVersionsRequest', {
    PolicyArn: required(ArnType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListPolicyVersionsResponse', {
    Versions: PolicyDocumentVersionListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onPolicy('ListPolicyVersions'),
  run(context, { PolicyArn, ...request }, requestContext) {
    const policy = readPolicy(context, requestContext, PolicyArn);
    const { items, ...rest } = page(policy.versions.toReversed(), ({ id }) => newestFirst(id), request);
    return { Versions: items.map((version) => policyVersionView(policy, version)), ...rest };
  },
});

/** A key by which `v10` comes before `v9`. */
const newestFirst = (id: string): string => String(1e15 - Number(id.slice(1))).padStart(16, '0');
