import { statementElements } from '@paddock/policy';
import type { Infer } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { taggedGroup, wholeGroup } from './addressing.js';
import type { GroupName } from './domain/arn.js';
import { groupArn } from './domain/arn.js';
import type { ResourcePolicy } from './domain/resource-policy.js';
import { policyNameTooLong, policyNotNamed } from './errors.js';
import type { ResourcePolicyShape } from './shapes.js';
import type { PolicyOf } from './store.js';

/** How an input names a resource policy. */
interface PolicyReference {
  readonly policyName?: string | undefined;
  readonly resourceArn?: string | undefined;
}

const longestName = 255;

/**
 * Which policy is meant, and the group that it is on.
 * @throws InvalidParameterException when the input names none, or two
 */
export function namedPolicy(
  { policyName: name, resourceArn: arn }: PolicyReference,
  request: RequestContext,
): { readonly of: PolicyOf; readonly group?: GroupName } {
  if ((name === undefined) === (arn === undefined)) throw policyNotNamed();
  if (arn === undefined) {
    if (name === undefined || name === '') throw policyNotNamed();
    if (name.length > longestName) throw policyNameTooLong();
    return { of: { name } };
  }
  const group = taggedGroup(arn, request);
  return { of: { resourceArn: groupArn(group) }, group };
}

/** The need of operations on a resource policy: on its group, or on nothing in particular. */
export const onPolicy =
  (action: string) =>
  (_context: unknown, input: PolicyReference, request: RequestContext): AuthorizationNeed => {
    const { group } = namedPolicy(input, request);
    return { action: `logs:${action}`, resources: [group ? wholeGroup(group) : '*'] };
  };

/** The policy as it was written. */
export const describePolicy = (policy: ResourcePolicy): Infer<typeof ResourcePolicyShape> => ({
  policyName: policy.name,
  policyDocument: policy.document,
  lastUpdatedTime: policy.updated,
  policyScope: policy.resourceArn === undefined ? 'ACCOUNT' : 'RESOURCE',
  resourceArn: policy.resourceArn,
  revisionId: policy.revisionId,
});

/** A valid document as AWS gives it back later: its elements in AWS's order, with a version, and without lists of one. */
export function canonicalDocument(text: string): string {
  const { Version = '2008-10-17', Id, Statement } = JSON.parse(text) as Record<string, unknown>;
  const statements = [Statement].flat().map((statement) => {
    const elements = Object.entries(statement as object).map(
      ([name, value]) => [name, withoutListsOfOne(value)] as const,
    );
    return Object.fromEntries(
      elements.toSorted(([a], [b]) => statementElements.indexOf(a) - statementElements.indexOf(b)),
    );
  });
  return JSON.stringify({ Version, Id, Statement: statements });
}

function withoutListsOfOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? (value[0] as unknown) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutListsOfOne(inner)]));
}
