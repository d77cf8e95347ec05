import { required, structure } from '@paddock/wire';
import { operation, type CognitoIdentityContext } from '../context.js';
import { usual } from '../declared.js';
import { owns, usersOf, type Identity } from '../domain/identity.js';
import type { Pool } from '../domain/pool.js';
import { developerUserElsewhere, nothingToLookUp } from '../errors.js';
import { findDeveloperUser } from '../developer-users.js';
import { findIdentityOf } from '../identities.js';
import { findPool, namedPool, onPool } from '../pools.js';
import {
  DeveloperUserIdentifier,
  DeveloperUserIdentifierList,
  IdentityId,
  IdentityPoolId,
  PaginationKey,
  QueryLimit,
} from '../shapes.js';

const defaultPage = 60;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html */
export const lookupDeveloperIdentity = operation({
  name: 'LookupDeveloperIdentity',
  input: structure('LookupDeveloperIdentityInput', {
    IdentityPoolId: required(IdentityPoolId),
    IdentityId,
    DeveloperUserIdentifier,
    MaxResults: QueryLimit,
    NextToken: PaginationKey,
  }),
  output: structure('LookupDeveloperIdentityResponse', {
    IdentityId,
    DeveloperUserIdentifierList,
    NextToken: PaginationKey,
  }),
  errors: [...usual, 'ResourceConflictException'],
  needs: onPool('LookupDeveloperIdentity'),
  async run(context, input, request) {
    const { value: pool } = findPool(context, namedPool(input.IdentityPoolId, request));
    const identity = await lookUp(context, pool, input.IdentityId, input.DeveloperUserIdentifier);
    const listing = `developer users ${identity.id}`;
    const after = context.nextTokens.open(listing, input.NextToken) ?? '';
    const users = usersOf(identity, pool.developerProvider ?? '').toSorted();
    const rest = users.filter((user) => user > after);
    const page = rest.slice(0, input.MaxResults ?? defaultPage);
    const last = page.at(-1);
    return {
      IdentityId: identity.id,
      DeveloperUserIdentifierList: page,
      ...(last !== undefined && rest.length > page.length ? { NextToken: context.nextTokens.seal(listing, last) } : {}),
    };
  },
});

/** @throws ResourceConflictException when both are given and do not belong together */
async function lookUp(
  context: CognitoIdentityContext,
  pool: Pool,
  id: string | undefined,
  user: string | undefined,
): Promise<Identity> {
  if (id === undefined) {
    if (user === undefined) throw nothingToLookUp();
    return (await findDeveloperUser(context, pool, user)).value;
  }
  const { value: identity } = await findIdentityOf(context, pool, id);
  if (user !== undefined && !owns(identity, { provider: pool.developerProvider ?? '', user })) {
    throw developerUserElsewhere(user, id);
  }
  return identity;
}
