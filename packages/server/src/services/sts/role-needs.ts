import { anyOf, keysOf, requestTags } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, NeedKeys } from '../../request-context.js';
import type { Role } from '../iam/port.js';
import type { TagEntry } from './session-tags.js';

/** A role that is to be assumed, as its trust policy and the caller's policies see it. */
export interface Assuming {
  readonly action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';
  readonly roleArn: string;
  /** Undefined when it does not exist, which the policies must not tell. */
  readonly role: Role | undefined;
  readonly sessionName: string;
  readonly externalId?: string | undefined;
  /** Given or inherited, like the tags. */
  readonly sourceIdentity?: string | undefined;
  readonly tags: readonly TagEntry[];
  readonly transitiveTagKeys: readonly string[];
  /** Who asks, when it is not the request's sender. */
  readonly as?: AuthorizationNeed['as'];
  /** Of the token. */
  readonly keys?: NeedKeys;
}

/** Tags and a source identity each need a permission of their own. */
export function roleNeeds(assuming: Assuming): AuthorizationNeed[] {
  const { action, roleArn, sourceIdentity, tags, as } = assuming;
  const keys = conditionKeys(assuming);
  const need = { action, resources: [roleArn], keys, ...(as === undefined ? {} : { as }) };
  return [
    need,
    ...(tags.length === 0 ? [] : [{ ...need, action: 'sts:TagSession' }]),
    ...(sourceIdentity === undefined ? [] : [{ ...need, action: 'sts:SetSourceIdentity' }]),
  ];
}

function conditionKeys({ role, sessionName, externalId, sourceIdentity, ...rest }: Assuming): NeedKeys {
  const { tags, transitiveTagKeys, keys } = rest;
  const own = keysOf({
    'sts:rolesessionname': sessionName,
    'sts:externalid': externalId,
    'sts:sourceidentity': sourceIdentity,
    'sts:transitivetagkeys': transitiveTagKeys.length === 0 ? undefined : transitiveTagKeys,
  });
  return anyOf(own, requestTags(tags), roleTags(role), keys ?? (() => undefined));
}

/** `aws:ResourceTag/key` and `iam:ResourceTag/key` */
function roleTags(role: Role | undefined): NeedKeys {
  const values = new Map((role?.tags ?? []).map(({ Key, Value }) => [Key.toLowerCase(), Value]));
  return (key) => {
    const name = /^(?:aws|iam):resourcetag\/(.*)$/s.exec(key)?.[1];
    const value = name === undefined ? undefined : values.get(name);
    return value === undefined ? undefined : [value];
  };
}
