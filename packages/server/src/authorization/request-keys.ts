import type { ContextKeys } from '@paddock/policy';
import type { Principal } from '../identity/principal.js';
import type { AuthorizationNeed, RequestContext } from '../request-context.js';

export type ResourceTags = Readonly<Record<string, string>> | undefined;

/**
 * The condition keys of a request: the operation's own, the session's, and the global ones.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestKeys(
  request: RequestContext,
  need: Pick<AuthorizationNeed, 'keys'>,
  resource: string,
  principalTags: Readonly<Record<string, string>>,
  resourceTags: ResourceTags,
): ContextKeys {
  return {
    get(key) {
      const own = need.keys?.(key) ?? ownOf(request.principal.session?.keys ?? {}, key);
      if (own !== undefined) return own;
      const slash = key.indexOf('/');
      if (slash > 0) {
        const name = key.slice(slash + 1);
        if (key.startsWith('aws:principaltag/')) return tagValue(principalTags, name);
        if (isResourceTag(key)) return tagValue(resourceTags, name);
        return undefined;
      }
      const read = ownOf(globalKeys, key);
      const value = read?.(request, resource);
      return value === undefined ? undefined : [value];
    },
  };
}

/** `aws:ResourceTag/key`; IAM has its own name for it, too. */
export const isResourceTag = (key: string): boolean => /^(?:aws|iam):resourcetag\//i.test(key);

type GlobalKey = (request: RequestContext, resource: string) => string | undefined;

const globalKeys: Readonly<Record<string, GlobalKey>> = {
  'aws:currenttime': ({ arrived }) => new Date(arrived).toISOString(),
  'aws:epochtime': ({ arrived }) => String(Math.floor(arrived / 1000)),
  'aws:sourceip': ({ sourceIp }) => sourceIp.replace(/^::ffff:(?=\d+\.)/, ''),
  'aws:useragent': ({ userAgent }) => userAgent,
  'aws:requestedregion': ({ region }) => region,
  'aws:securetransport': () => 'false',
  'aws:viaawsservice': () => 'false',
  'aws:principalisawsservice': () => 'false',
  'aws:principalarn': ({ principal }) => principal.role?.arn ?? optional(principal.arn),
  'aws:principalaccount': ({ principal }) => optional(principal.account),
  'aws:principaltype': ({ principal }) => principalTypes[principal.kind],
  'aws:userid': ({ principal }) => optional(principal.userId),
  'aws:username': ({ principal }) => principal.userName,
  'aws:tokenissuetime': ({ principal }) =>
    principal.session && new Date(principal.session.issuedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
  // Nobody here has such a device. Long-term keys have no such key at all, as on AWS.
  'aws:multifactorauthpresent': ({ principal }) => (principal.session === undefined ? undefined : 'false'),
  'aws:federatedprovider': ({ principal }) => principal.session?.federatedProvider,
  'aws:sourceidentity': ({ principal }) => principal.session?.sourceIdentity,
  'aws:resourceaccount': ({ principal }, resource) => accountOf(resource) ?? optional(principal.account),
};

const principalTypes: Readonly<Record<Principal['kind'], string>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
};

/** A policy may ask for `constructor`, which every object has. */
const ownOf = <T>(values: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined;
const optional = (text: string): string | undefined => (text === '' ? undefined : text);
const accountOf = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

/** Tag keys in condition keys are compared without regard to case. */
function tagValue(tags: ResourceTags, name: string): readonly string[] | undefined {
  if (tags === undefined) return undefined;
  const found = Object.entries(tags).find(([tag]) => tag.toLowerCase() === name);
  return found && [found[1]];
}
