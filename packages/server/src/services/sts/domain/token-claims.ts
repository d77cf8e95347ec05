/** What a token of an identity provider says. Times in seconds since the epoch. */
export interface TokenClaims {
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly [claim: string]: unknown;
}

/** Claims that AWS makes condition keys of, whoever the provider is. */
const usualClaims = ['sub', 'amr', 'azp', 'email'];

const ofGitHub =
  'actor actor_id enterprise_id environment job_workflow_ref ref repository repository_id repository_owner_id workflow';
const ofGitLab =
  'namespace_id pipeline_source project_id ref_protected runner_environment user_access_level user_email user_id user_login';

/** And those of single providers. */
const claimsOf: readonly (readonly [host: RegExp, claims: readonly string[]])[] = [
  [/^token\.actions\.(?:githubusercontent|[^./]+\.ghe)\.com(?:\/|$)/, ofGitHub.split(' ')],
  [/^gitlab\.com$/, ofGitLab.split(' ')],
  [/^oidc\.circleci\.com\//, ['oidc.circleci.com/project-id']],
];

export const google = 'accounts.google.com';

/**
 * The condition keys that a token gives: `cognito-identity.amazonaws.com:sub`, names in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 * @param host the issuer without `https://`
 */
export function tokenKeys(host: string, claims: TokenClaims): Readonly<Record<string, readonly string[]>> {
  const own = claimsOf.find(([pattern]) => pattern.test(host))?.[1] ?? [];
  const named: [string, unknown][] = [...usualClaims, ...own].map((claim) => [claim, claims[claim]]);
  const azp = host === google ? claims['azp'] : undefined;
  named.push(['aud', azp ?? claims.aud]);
  if (azp !== undefined) named.push(['oaud', claims.aud]);
  return Object.fromEntries(
    named.flatMap(([claim, value]) => {
      const values = textsOf(value);
      return values.length === 0 ? [] : [[`${host}:${claim}`.toLowerCase(), values]];
    }),
  );
}

/** Claims that set up the session, and are no condition keys. */
export interface SessionClaims {
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
}

const tagsClaim = 'https://aws.amazon.com/tags';
const flatTag = `${tagsClaim}/principal_tags/`;
const mostTags = 50;

/**
 * Session tags and source identity. Tags come as one claim, `{"principal_tags":{"key":["value"]},"transitive_tag_keys":["key"]}`, or flat, a
 * claim for each. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 * @returns undefined when they are malformed
 */
export function sessionClaims(claims: TokenClaims): SessionClaims | undefined {
  const nested = claims[tagsClaim] ?? {};
  if (!isObject(nested)) return undefined;
  const principalTags = nested['principal_tags'] ?? {};
  const transitive = nested['transitive_tag_keys'] ?? claims[`${tagsClaim}/transitive_tag_keys`] ?? [];
  const source = claims['https://aws.amazon.com/source_identity'];
  if (!isObject(principalTags) || !isTexts(transitive)) return undefined;
  if (source !== undefined && !(typeof source === 'string' && /^[\w+=,.@-]{2,64}$/.test(source))) return undefined;
  const flat = Object.entries(claims).filter(([name]) => name.startsWith(flatTag));
  const entries = [
    ...Object.entries(principalTags),
    ...flat.map(([name, value]): [string, unknown] => [name.slice(flatTag.length), value]),
  ];
  const tags = entries.flatMap(([Key, value]) => {
    const [Value, ...more] = textsOf(value);
    return Value === undefined || more.length > 0 || !isTag(Key, Value) ? [] : [{ Key, Value }];
  });
  if (tags.length < entries.length || tags.length > mostTags) return undefined;
  return { tags, transitiveTagKeys: transitive, ...(source === undefined ? {} : { sourceIdentity: source }) };
}

const isTag = (key: string, value: string): boolean =>
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function textsOf(value: unknown): readonly string[] {
  if (isTexts(value)) return value;
  return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value as string | number | boolean)] : [];
}
