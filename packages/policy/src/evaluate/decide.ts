import type { AccessRequest, CompiledPolicy, DecidingStatement, Decision, PolicySet, PolicySource } from './access.js';
import type { Naming } from './principals.js';
import { accountOfPrincipal, accountOfResource } from './accounts.js';
import type { CompiledStatement } from './statement.js';

/**
 * Decides as AWS documents it (IAM user guide, "Policy evaluation logic"): a Deny anywhere wins; within an account an Allow of the
 * resource's policy or of the principal's own policies is enough, the latter within boundary and session policies; across accounts
 * both sides must allow. Never throws.
 */
export function decide(request: AccessRequest, policies: PolicySet): Decision {
  return evaluate(request, policies, false);
}

/**
 * Decides whether a role may be assumed: `policies.resource` is its trust policy, the request's resource the role's ARN. As `decide`, but
 * the trust policy must allow in any case, even to an administrator of the role's account. A user or role of that account that the
 * trust policy names needs no policy of its own; one whose account is named does, and everyone from elsewhere does.
 */
export function decideTrust(request: AccessRequest, policies: PolicySet): Decision {
  return evaluate(request, policies, true);
}

/** What is learned on the way to a decision. */
interface Evaluation {
  readonly request: AccessRequest;
  /** Whether the principal has a permissions boundary. */
  readonly bounded: boolean;
  contextFree: boolean;
}

type PolicyType = PolicySource['type'];

function evaluate(request: AccessRequest, policies: PolicySet, resourceMustAllow: boolean): Decision {
  const evaluation: Evaluation = { request, bounded: policies.boundary !== undefined, contextFree: true };
  const denial = explicitDeny(evaluation, policies);
  if (denial !== undefined) return denial;

  const granted = grantOfResource(evaluation, policies.resource);
  const account = accountOfPrincipal(request.principal);
  if (account === undefined) {
    return granted === undefined ? denied(evaluation, 'resource-based') : allowed(evaluation, granted.statements);
  }
  if (accountOfResource(request, account) !== account) {
    const own = grantOfPrincipal(evaluation, policies);
    if (typeof own === 'string') return denied(evaluation, own);
    if (granted === undefined) return denied(evaluation, 'resource-based');
    return allowed(evaluation, [...own, ...granted.statements]);
  }
  if (granted === undefined && resourceMustAllow) return denied(evaluation, 'resource-based');
  if (granted?.naming === 'direct' && request.principal.kind !== 'root') return allowed(evaluation, granted.statements);
  if (granted?.naming === 'underlying') {
    const limit = limitOf(evaluation, policies);
    return limit === undefined ? allowed(evaluation, granted.statements) : denied(evaluation, limit);
  }
  const own = grantOfPrincipal(evaluation, policies);
  if (typeof own === 'string') return denied(evaluation, own);
  const decidedBy = hasEverything(request, policies) ? 'root' : 'identity-based';
  return { outcome: 'allowed', decidedBy, statements: own, contextFree: evaluation.contextFree };
}

/** In the order in which AWS's flow chart goes through the types of policies. */
function explicitDeny(evaluation: Evaluation, policies: PolicySet): Decision | undefined {
  const found: DecidingStatement[] = [];
  if (policies.resource !== undefined) collectDenies(evaluation, policies.resource, found);
  if (policies.identity !== undefined && policies.identity !== 'all') {
    for (const policy of policies.identity) collectDenies(evaluation, policy, found);
  }
  if (policies.boundary !== undefined) collectDenies(evaluation, policies.boundary, found);
  if (policies.session !== undefined) {
    for (const policy of policies.session) collectDenies(evaluation, policy, found);
  }
  const [first] = found;
  if (first === undefined) return undefined;
  const { type } = first.source;
  return { outcome: 'explicit-deny', decidedBy: type, statements: found, contextFree: evaluation.contextFree };
}

function collectDenies(evaluation: Evaluation, policy: CompiledPolicy, found: DecidingStatement[]): void {
  for (const statement of policy.candidates(evaluation.request.action).denies) {
    const { principals } = statement;
    const concerned =
      principals === undefined || principals.denies(evaluation.request.principal, evaluation.bounded) !== undefined;
    if (concerned && applies(evaluation, statement)) found.push(statement.deciding);
  }
}

interface ResourceGrant {
  /** The closest of all that allow. */
  readonly naming: Naming;
  readonly statements: readonly DecidingStatement[];
}

const closeness: Readonly<Record<Naming, number>> = { account: 1, underlying: 2, direct: 3 };

function grantOfResource(evaluation: Evaluation, policy: CompiledPolicy | undefined): ResourceGrant | undefined {
  if (policy === undefined) return undefined;
  let closest: Naming | undefined;
  const statements: DecidingStatement[] = [];
  for (const statement of policy.candidates(evaluation.request.action).allows) {
    const naming = statement.principals?.allows(evaluation.request.principal);
    if (naming === undefined || !applies(evaluation, statement)) continue;
    if (closest === undefined || closeness[naming] > closeness[closest]) closest = naming;
    statements.push(statement.deciding);
  }
  return closest === undefined ? undefined : { naming: closest, statements };
}

/** What the principal's own policies allow within its boundary and session; the type that failed to allow when they do not. */
function grantOfPrincipal(evaluation: Evaluation, policies: PolicySet): DecidingStatement[] | PolicyType {
  const statements: DecidingStatement[] = [];
  if (!hasEverything(evaluation.request, policies)) {
    const { identity } = policies;
    if (identity !== undefined && identity !== 'all') {
      for (const policy of identity) collectAllows(evaluation, policy, statements);
    }
    if (statements.length === 0) return 'identity-based';
  }
  return limitOf(evaluation, policies) ?? statements;
}

/** The type of policy that limits the principal and does not allow this; undefined when none does. */
function limitOf(evaluation: Evaluation, { boundary, session }: PolicySet): PolicyType | undefined {
  const allowing: DecidingStatement[] = [];
  if (boundary !== undefined) {
    collectAllows(evaluation, boundary, allowing);
    if (allowing.length === 0) return 'permissions boundary';
  }
  // GetFederationToken without session policies gives a session that may do nothing by itself.
  if (session === undefined) return evaluation.request.principal.kind === 'federated-user' ? 'session' : undefined;
  allowing.length = 0;
  for (const policy of session) collectAllows(evaluation, policy, allowing);
  return allowing.length === 0 ? 'session' : undefined;
}

function collectAllows(evaluation: Evaluation, policy: CompiledPolicy, found: DecidingStatement[]): void {
  for (const statement of policy.candidates(evaluation.request.action).allows) {
    if (applies(evaluation, statement)) found.push(statement.deciding);
  }
}

/** Whether resource and conditions of a statement fit; that the answer depends on the context is written down. */
function applies(evaluation: Evaluation, { resources, conditions }: CompiledStatement): boolean {
  const { resource, context } = evaluation.request;
  const always = resources.always(resource);
  if (always === false) return false;
  if (always === true && conditions === undefined) return true;
  evaluation.contextFree = false;
  return (always ?? resources.now(resource, context)) && (conditions?.holds(context) ?? true);
}

function hasEverything({ principal }: AccessRequest, { identity }: PolicySet): boolean {
  return principal.kind === 'root' || identity === 'all';
}

function allowed(evaluation: Evaluation, statements: readonly DecidingStatement[]): Decision {
  return { outcome: 'allowed', decidedBy: 'resource-based', statements, contextFree: evaluation.contextFree };
}

function denied(evaluation: Evaluation, decidedBy: PolicyType): Decision {
  return { outcome: 'implicit-deny', decidedBy, statements: [], contextFree: evaluation.contextFree };
}
