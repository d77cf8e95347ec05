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
    const { identities, next } = await pageOf(context, pool.id, after, input.MaxResults, show);
    return {
      IdentityPoolId: pool.id,
      Identities: identities.map(identityView),
      ...(next === undefined ? {} : { NextToken: context.nextTokens.seal(listing, next) }),
    };
  },
});

/** A page may be short, or empty, and not the last: a request does not go through all of a million disabled ones. */
async function pageOf(
  { store }: CognitoIdentityContext,
  poolId: string,
  start: string | undefined,
  size: number,
  show: (identity: Identity) => boolean,
): Promise<{ readonly identities: readonly Identity[]; readonly next: string | undefined }> {
  const found: Identity[] = [];
  let after = start;
  for (let reads = 0; reads < mostReads && found.length <= size; reads++) {
    const read = await store.identities(poolId, { limit: size + 1, ...(after === undefined ? {} : { after }) });
    found.push(...read.filter(show));
    after = read.length > size ? read.at(-1)?.id : undefined;
    if (after === undefined) break;
  }
  const identities = found.slice(0, size);
  return { identities, next: found.length > size ? identities.at(-1)?.id : after };
}

const mostReads = 20;
