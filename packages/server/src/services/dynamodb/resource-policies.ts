import { compilePolicy, matchingStatements, parsePolicy } from '@paddock/policy';
import { AwsError } from '@paddock/wire';
import { policyPrincipal } from '../../authorization/policy-principal.js';
import { requestKeys } from '../../authorization/request-keys.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { DynamoDbContext } from './context.js';
import { checkPolicy } from './definitions/policies.js';
import { intervals } from './domain/table-quotas.js';
import { invalid, invalidParameter, tableNotFound } from './errors.js';
import { namedResource, type NamedResource } from './resource-arns.js';
import type { ResourcePolicy } from './store.js';
import { changeTable } from './table-changes.js';
import { inUse, resourceNotFound, tableBeingDeleted, throttled } from './table-errors.js';
import { isWithin } from './table-states.js';
import type { TableView } from './table-view.js';

/** A policy to be kept. Its revision is the moment of the change. @throws ValidationException for a document that DynamoDB refuses */
export const newPolicy = (text: string, resourceArn: string, now: number): ResourcePolicy => ({
  policy: checkPolicy(text, resourceArn),
  revisionId: String(now),
});

/** The resource of an operation on policies. @throws ValidationException */
export const policyResource = (arn: string, request: Pick<RequestContext, 'principal' | 'region'>): NamedResource =>
  namedResource(arn, request, {
    otherAccount: () => invalid('This action is only supported by accounts that match the resource owner’s account.'),
    otherRegion: (other) => invalidParameter(`Invalid resource Arn: ${other}`),
  });

/** The need of operations on policies. */
export const onPolicy =
  (action: string) =>
  (_context: DynamoDbContext, input: { readonly ResourceArn: string }, request: RequestContext): AuthorizationNeed => ({
    action: `dynamodb:${action}`,
    resources: [policyResource(input.ResourceArn, request).arn],
  });

/** The table of the resource, which is there. @throws ResourceNotFoundException */
export async function findResource(context: DynamoDbContext, resource: NamedResource): Promise<TableView> {
  const view = await context.store.table(resource);
  if (view === undefined || view.table.status === 'CREATING') throw tableNotFound(resource.name);
  if (resource.stream !== undefined && view.table.stream?.label !== resource.stream) {
    throw resourceNotFound(`Stream: ${resource.stream} not found for Table: ${resource.name}`);
  }
  return view;
}

export const policyNotFound = (detail: string): AwsError =>
  new AwsError('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${detail}`);

/**
 * Puts, or with an undefined policy removes, the policy of a resource, in one commit with the table, so that no policy outlives it.
 * @returns the revision of what is there now, or of what was removed; undefined when there was nothing
 * @throws AWS's errors
 */
export async function changePolicy(
  context: DynamoDbContext,
  resource: NamedResource,
  change: { readonly policy: ResourcePolicy | undefined; readonly expected: string | undefined },
): Promise<string | undefined> {
  const { store, clock } = context;
  const { arn } = resource;
  let revision: string | undefined;
  await changeTable(
    context,
    resource,
    async (table) => {
      if (table.status === 'DELETING') throw tableBeingDeleted(table.name);
      const current = await store.currentPolicy(arn);
      checkExpected(resource, current, change.expected);
      const last = table.changed?.policies?.[arn];
      if (current?.policy === change.policy?.policy) {
        revision = current?.revisionId ?? (last === undefined ? undefined : String(last));
        return { table };
      }
      const now = clock.now();
      checkInterval(context, resource, last, now);
      revision = change.policy?.revisionId ?? current?.revisionId;
      const policies = { ...table.changed?.policies, [arn]: now };
      return {
        table: { ...table, changed: { ...table.changed, policies } },
        also: [change.policy ? store.putPolicy(arn, change.policy) : store.deletePolicy(arn)],
      };
    },
    () => findResource(context, resource),
  );
  return revision;
}

function checkExpected(
  { name, stream }: NamedResource,
  current: ResourcePolicy | undefined,
  expected: string | undefined,
): void {
  if (expected === undefined) return;
  const target = stream === undefined ? `table ${name}` : `stream ${stream}`;
  if (expected === 'NO_POLICY') {
    if (current === undefined) return;
    throw policyNotFound(
      `Requested policy update expecting none to be present for ${target}, but a policy exists with revision id ${current.revisionId}.`,
    );
  }
  if (current?.revisionId === expected) return;
  const asked = `Requested update for policy with revision id ${expected}`;
  throw policyNotFound(
    current === undefined
      ? `${asked}, but ${target} has no associated policy.`
      : `${asked}, but the policy associated to target ${target} has revision id ${current.revisionId}.`,
  );
}

function checkInterval(
  { limits, transitions }: DynamoDbContext,
  { name, stream }: NamedResource,
  last: number | undefined,
  now: number,
): void {
  if (last === undefined) return;
  if (isWithin(last, transitions.delay, now)) {
    const target = stream === undefined ? 'Table' : 'Stream';
    throw inUse(`${target} is pending previous resource-based policy update: ${stream ?? name}`);
  }
  if (!limits || !isWithin(last, intervals.policy, now)) return;
  const target = stream === undefined ? `table ${name}` : `stream ${stream}`;
  throw throttled(
    `Resource-based policy for ${target} modified within the previous ${intervals.policy} milliseconds. ` +
      `Please try again after ${new Date(last + intervals.policy).toISOString()}.`,
  );
}

/** That who puts a policy can put another one. @throws AccessDeniedException */
export function checkNotLockedOut({ policy }: ResourcePolicy, { arn }: NamedResource, request: RequestContext): void {
  const document = parsePolicy(policy, 'resource');
  if ('fault' in document) return;
  const compiled = compilePolicy(document, { type: 'resource-based', name: arn });
  const asked = {
    principal: policyPrincipal(request.principal),
    action: 'dynamodb:PutResourcePolicy',
    resource: arn,
    context: requestKeys(request, {}, arn, request.principal.session?.tags ?? {}, undefined),
  };
  const denies = matchingStatements(asked, compiled, false).some(({ statement }) => statement.effect === 'Deny');
  if (!denies) return;
  throw new AwsError(
    'AccessDeniedException',
    'The new resource policy will not allow you to update the resource policy in the future.',
  );
}
