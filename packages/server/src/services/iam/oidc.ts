import type { RegistryChange } from '@paddock/store';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { oidcProviderArn, parseOidcProviderArn } from './domain/arn.js';
import type { OidcProvider } from './domain/entities.js';
import {
  invalidOidcProviderArn,
  oidcProviderArnNotFound,
  oidcUrlInvalid,
  oidcUrlNotHttps,
  oidcUrlWithoutHost,
  tooManyThumbprints,
} from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

export interface NamesProvider {
  readonly OpenIDConnectProviderArn: string;
}

/** The needs of operations on one OIDC provider. */
export const onProvider =
  (action: string) =>
  (_context: IamContext, input: NamesProvider): AuthorizationNeed => ({
    action: `iam:${action}`,
    resources: [input.OpenIDConnectProviderArn],
  });

/**
 * The account's OIDC provider with that ARN.
 * @param notFound what is said of one that is not there
 * @throws NoSuchEntity; InvalidInput or ValidationError for what is no such ARN
 */
export function findProvider(
  { store }: IamContext,
  request: RequestContext,
  { OpenIDConnectProviderArn: arn }: NamesProvider,
  notFound: (arn: string) => Error = oidcProviderArnNotFound,
): Versioned<OidcProvider> {
  const parsed = parseOidcProviderArn(arn);
  if (parsed === undefined) throw invalidOidcProviderArn(arn);
  const { account } = request.principal;
  const provider = parsed.account === account ? store.oidcProvider(account, parsed.url) : undefined;
  // Of another partition it would be a second ARN, which policies know nothing of.
  if (provider === undefined || oidcProviderArn(provider.value) !== arn) throw notFound(arn);
  return provider;
}

/** Changes a provider. @param change gives the same object for what needs no change */
export const changeProvider = (
  context: IamContext,
  request: RequestContext,
  input: NamesProvider,
  change: (provider: OidcProvider) => OidcProvider,
): Promise<void> =>
  context.store.change(() => {
    const { value, version } = findProvider(context, request, input);
    const changed = change(value);
    const changes: RegistryChange[] = changed === value ? [] : [context.store.putOidcProvider(changed, version)];
    return { changes, result: undefined };
  });

/**
 * A provider's URL without `https://`, as its ARN has it: nothing but host and path. A slash at the end makes it another provider.
 * @throws ValidationError or InvalidInput
 */
export function readProviderUrl(url: string): string {
  const [, scheme, rest] = /^([A-Za-z][A-Za-z\d+.-]*):\/\/([^/?#].*)$/s.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) throw oidcUrlWithoutHost();
  if (scheme !== 'https') throw oidcUrlNotHttps();
  if (!/^[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?(?:\/[!-~]*)?$/.test(rest) || /[?#]/.test(rest)) throw oidcUrlInvalid();
  return rest;
}

const mostThumbprints = 5;

/**
 * Thumbprints as they are kept: in lower case.
 * @throws InvalidInput for too many
 */
export function readThumbprints(thumbprints: readonly string[]): readonly string[] {
  if (thumbprints.length > mostThumbprints) throw tooManyThumbprints(mostThumbprints);
  return thumbprints.map((thumbprint) => thumbprint.toLowerCase());
}
