import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { poolArn } from '../domain/arn.js';
import { namedPool } from '../pools.js';
import { IdentityPoolsList, PaginationKey, QueryLimit } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools = operation({
  name: 'ListIdentityPools',
  input: structure('ListIdentityPoolsInput', { MaxResults: required(QueryLimit), NextToken: PaginationKey }),
  output: structure('ListIdentityPoolsResponse', { IdentityPools: IdentityPoolsList, NextToken: PaginationKey }),
  errors: usual,
  // AWS's denials name the account's pools so.
  needs: (_context, _input, request) => ({
    action: 'cognito-identity:ListIdentityPools',
    resources: [poolArn(namedPool('', request))],
  }),
  run({ store, nextTokens }, input, { principal: { account }, region }) {
    const after = nextTokens.open('pools', input.NextToken) ?? '';
    const rest = store.pools(account, region).filter(({ id }) => id > after);
    const page = rest.slice(0, input.MaxResults);
    const last = page.at(-1);
    return {
      IdentityPools: page.map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
      ...(last !== undefined && rest.length > page.length ? { NextToken: nextTokens.seal('pools', last.id) } : {}),
    };
  },
});
