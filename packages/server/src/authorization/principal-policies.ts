import type { PolicySet } from '@paddock/policy';

/** What decides about a principal's requests, beside the policies of resources. */
export interface PrincipalPolicies extends Omit<PolicySet, 'resource'> {
  /** Whether any of the policies depends on a tag of the resource, which must then be read. */
  readonly asksResourceTags: boolean;
  /** `aws:PrincipalTag/key`: the user's or role's, and over them the session's. */
  readonly tags: Readonly<Record<string, string>>;
}
