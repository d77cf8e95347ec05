import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { poolHref, poolsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import type { Crumb } from '../../shared/page.js';
import { useAws, type Key } from '../../shared/use-aws.js';
import { texts } from './texts.js';

export const poolKey = (id: string): Key => ['cognito', 'pool', id];
export const rolesKey = (id: string): Key => ['cognito', 'roles', id];

export function usePool(id: string) {
  const cognito = useClient(CognitoIdentityClient);
  return useAws(
    poolKey(id),
    ({ signal }) => cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }), { abortSignal: signal }),
    { every: 15_000 },
  );
}

export function usePoolRoles(id: string) {
  const cognito = useClient(CognitoIdentityClient);
  return useAws(rolesKey(id), ({ signal }) =>
    cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: id }), { abortSignal: signal }),
  );
}

/** The way to a page of the pool's. */
export function useCrumbs(id?: string, name?: string): Crumb[] {
  const t = useTexts(texts);
  return [
    { text: 'Cognito', href: poolsHref },
    { text: t('pools'), href: poolsHref },
    ...(id === undefined ? [] : [{ text: name ?? id, href: poolHref(id) }]),
  ];
}
