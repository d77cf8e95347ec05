import assert from 'node:assert/strict';
import type { RawClient } from '../../harness/raw.js';
import { call, type Input, type ServiceName } from './call.js';

/** All that IAM and Cognito Identity tell of an account, but for when it was last used. */
export async function stateOf(raw: RawClient): Promise<readonly string[]> {
  const tell = async (service: ServiceName, operation: string, input: Input): Promise<string> => {
    const { status, text } = await call(raw, service, operation, input);
    assert.equal(status, 200, text);
    return text.replace(/<RequestId>.*<\/RequestId>/, '').replaceAll(/<RoleLastUsed>.*?<\/RoleLastUsed>/gs, '');
  };
  const pools = await tell('cognito-identity', 'ListIdentityPools', { MaxResults: 60 });
  const ids = [...pools.matchAll(/"IdentityPoolId":"([^"]+)"/g)].map(([, id = '']) => id);
  const ofPools = ids.flatMap((IdentityPoolId) => [
    tell('cognito-identity', 'DescribeIdentityPool', { IdentityPoolId }),
    tell('cognito-identity', 'GetIdentityPoolRoles', { IdentityPoolId }),
    tell('cognito-identity', 'ListIdentities', { IdentityPoolId, MaxResults: 60 }),
  ]);
  return Promise.all([
    tell('iam', 'GetAccountAuthorizationDetails', { MaxItems: 1000 }),
    tell('iam', 'ListOpenIDConnectProviders', {}),
    tell('iam', 'ListAccountAliases', {}),
    ...ofPools,
  ]);
}
