import { claimText, type Claims } from './claims.js';
import type { PrincipalTagMap } from './pool.js';

type Tags = Readonly<Record<string, string>>;

/** What `UseDefaults` stands for. */
export const defaultTagMap: Tags = { username: 'sub', client: 'aud' };

const longestValue = 256;

/** The session tags that a provider's token gives. Claims that it lacks, or that are longer than tags may be, give none. */
export function tagsOfClaims(map: PrincipalTagMap, claims: Claims): Tags {
  const tags = Object.entries(map.useDefaults ? defaultTagMap : map.tags).flatMap(([key, claim]) => {
    const value = claimText(claims, claim);
    return value === undefined || value.length > longestValue ? [] : [[key, value] as const];
  });
  return Object.fromEntries(tags);
}

/** The claim by which a token of Cognito's carries session tags to STS. */
export const tagsClaim = 'https://aws.amazon.com/tags';

/** The claim's value. */
export const tagsClaimOf = (tags: Tags): object => ({
  principal_tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]])),
});

/** The tags that a token of this server's carries. */
export function tagsOfToken(claims: Claims): Tags {
  const claim = claims[tagsClaim] as
    | { readonly principal_tags?: Readonly<Record<string, readonly string[]>> }
    | undefined;
  return Object.fromEntries(Object.entries(claim?.principal_tags ?? {}).map(([key, [value = '']]) => [key, value]));
}
