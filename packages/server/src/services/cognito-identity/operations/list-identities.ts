import { boolean, required, structure } from '@paddock/wire';
import { operation, type CognitoIdentityContext } from '../context.js';
import { usual } from '../declared.js';
import { isEnabled, type Identity } from '../domain/identity.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentitiesList, IdentityPoolId, PaginationKey, QueryLimit } from '../shapes.js';
import { identityView } from '../views.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities = operation({
  name: 'ListIdentities',
  input: structure('ListIdentitiesInput', {
    IdentityPoolId: required(IdentityPoolId),
    MaxResults: required(QueryLimit),
    NextToken: PaginationKey,
    HideDisabled: boolean,
  }),
  output: structure('ListIdentitiesResponse', { IdentityPoolId, Identities: IdentitiesList, NextToken: PaginationKey }),
  errors: usual,
  needs: onPool('ListIdentities'),
  async run(context, input, request) {
    const { value: pool } = findPool(context, namedPool(input.IdentityPoolId, request));
    const listing = `identities ${pool.id}`;
    const after = context.nextTokens.open(listing, input.NextToken);
    const show = input.HideDisabled === true ? isEnabled : () => true;
    const found = await pageOf(context, pool.id, after, input.MaxResults, show);
    const page = found.slice(0, input.MaxResults);
    const last = page.at(-1);
    const more = last !== undefined && found.length > page.length;
    return {
      IdentityPoolId: pool.id,
      Identities: page.map(identityView),
      ...(more ? { NextToken: context.nextTokens.seal(listing, last.id) } : {}),
    };
  },
});

/** One more than the page shows, if there is one. */
async function pageOf(
  { store }: CognitoIdentityContext,
  poolId: string,
  start: string | undefined,
  size: number,
  show: (identity: Identity) => boolean,
): Promise<Identity[]> {
  const found: Identity[] = [];
  let after = start;
  for (;;) {
    const read = await store.identities(poolId, { limit: size + 1, ...(after === undefined ? {} : { after }) });
    found.push(...read.filter(show));
    after = read.at(-1)?.id;
    if (found.length > size || read.length <= size) return found;
  }
}
