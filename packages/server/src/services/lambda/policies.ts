import type { RegistryChange } from '@paddock/store';
import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import type { NamedFunction } from './addressing.js';
import type { LambdaContext } from './context.js';
import { qualifiedArn } from './domain/arns.js';
import type { LambdaFunction, ResourcePolicy } from './domain/lambda-function.js';
import type { Statement } from './domain/statements.js';
import { aliasArnNotFound, functionNotFound } from './errors.js';
import { invalidPrincipal, noPolicy, policyTooLong, statementExists, statementNotFound } from './errors-policies.js';
import { policyText } from './policy-text.js';

const longestPolicy = 20_480;

/** @throws ResourceConflictException, PolicyLengthExceededException, InvalidParameterValueException for what cannot be evaluated */
export function withStatement(policy: ResourcePolicy | undefined, statement: Statement): readonly Statement[] {
  const before = statementsOf(policy);
  if (before.some(({ Sid }) => Sid === statement.Sid)) throw statementExists(statement.Sid);
  const statements = [...before, statement];
  const text = policyText({ statements: asDocuments(statements) });
  const size = Buffer.byteLength(text);
  if (size > longestPolicy) throw policyTooLong(size, longestPolicy);
  if (!isPolicyDocument(parsePolicy(text, 'resource'))) throw invalidPrincipal();
  return statements;
}

/** What is left of a policy. @throws ResourceNotFoundException */
export function withoutStatement(policy: ResourcePolicy | undefined, id: string): readonly Statement[] {
  if (policy === undefined) throw noPolicy();
  const before = statementsOf(policy);
  const statements = before.filter(({ Sid }) => Sid !== id);
  if (statements.length === before.length) throw statementNotFound(id);
  return statements;
}

const statementsOf = (policy: ResourcePolicy | undefined): readonly Statement[] =>
  (policy?.statements ?? []) as readonly unknown[] as readonly Statement[];
export const asDocuments = (statements: readonly Statement[]): ResourcePolicy['statements'] =>
  statements as readonly object[] as ResourcePolicy['statements'];

/** A function whose policy for a qualifier is another one. */
export interface PolicyChange {
  readonly owner: LambdaFunction;
  readonly also: readonly RegistryChange[];
}

/**
 * Gives a function's version, or its alias, a policy; and with it a new revision, as AWS does.
 * @param statements none for no policy
 */
export async function withPolicy(
  context: LambdaContext,
  owner: LambdaFunction,
  qualifier: string | undefined,
  statements: readonly Statement[],
): Promise<PolicyChange> {
  const revisionId = context.ids.requestId();
  const place = qualifier ?? '$LATEST';
  const { [place]: _before, ...others } = owner.policies;
  const policies =
    statements.length === 0 ? others : { ...others, [place]: { statements: asDocuments(statements), revisionId } };
  const changed: LambdaFunction = { ...owner, policies };
  const alias = aliasOf(owner, qualifier);
  if (alias !== undefined)
    return { owner: { ...changed, aliases: { ...owner.aliases, [alias.name]: { ...alias, revisionId } } }, also: [] };
  if (place === '$LATEST') {
    const latest = { ...owner.latest, revisionId };
    const isSettled = latest.state !== 'Pending' && latest.lastUpdateStatus !== 'InProgress';
    const revised = { ...changed, latest };
    // What ends a state goes by the revision that began it.
    return { owner: revised, also: isSettled ? [] : [context.transitions.due(revised, latest)] };
  }
  const published = await context.store.version(owner, place);
  if (published === undefined) throw functionNotFound(qualifiedArn(owner, place));
  const version = { ...published, revisionId };
  const also = version.state === 'Pending' ? [context.transitions.due(changed, version)] : [];
  return { owner: changed, also: [context.store.putVersion(owner, version), ...also] };
}

/** The revision of what a policy is on. @throws ResourceNotFoundException when there is no such version or alias */
export async function revisionOf(
  context: LambdaContext,
  owner: LambdaFunction,
  qualifier: string | undefined,
): Promise<string> {
  if (qualifier === undefined || qualifier === '$LATEST') return owner.latest.revisionId;
  const alias = aliasOf(owner, qualifier);
  if (alias !== undefined) return alias.revisionId;
  const arn = qualifiedArn(owner, qualifier);
  if (!/^\d+$/.test(qualifier)) throw aliasArnNotFound(arn);
  const version = await context.store.version(owner, qualifier);
  if (version === undefined) throw functionNotFound(arn);
  return version.revisionId;
}

export const policyOf = (
  owner: LambdaFunction,
  { qualifier = '$LATEST' }: Pick<NamedFunction, 'qualifier'>,
): ResourcePolicy | undefined => (Object.hasOwn(owner.policies, qualifier) ? owner.policies[qualifier] : undefined);

const aliasOf = ({ aliases }: LambdaFunction, name: string | undefined) =>
  name !== undefined && Object.hasOwn(aliases, name) ? aliases[name] : undefined;
