import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import type { Finder } from '../../contracts.js';
import { poolHref } from '../../hrefs.js';
import { listPools } from './pools.js';

export const findPools: Finder = async (session, signal) => {
  const found = await listPools(session.client(CognitoIdentityClient), signal).catch(() => []);
  return found.map(({ IdentityPoolId: id = '', IdentityPoolName: name = '' }) => ({
    name,
    kind: { en: 'Identity pool', ko: '자격 증명 풀' },
    href: poolHref(id),
  }));
};
