import { compileConditions, type CompiledConditions } from '../conditions/conditions.js';
import type { PolicyDocument, Statement } from '../document/policy-document.js';
import { compileAction } from '../match/action.js';
import type { Matcher } from '../match/tokens.js';
import type { DecidingStatement, PolicySource } from './access.js';
import { compilePrincipals, type PrincipalMatcher } from './principals.js';
import { compileResources, type ResourceMatcher } from './resources.js';

/** A statement, made ready. */
export interface CompiledStatement {
  /** What a decision shows of it. */
  readonly deciding: DecidingStatement;
  /** In lower case, the services that its actions are of; undefined when they may be of any. */
  readonly services: ReadonlySet<string> | undefined;
  readonly concerns: Matcher;
  readonly resources: ResourceMatcher;
  readonly principals: PrincipalMatcher | undefined;
  /** Undefined: applies without condition. */
  readonly conditions: CompiledConditions | undefined;
}

/** The statements of a policy that can concern an action. */
export interface Candidates {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

export function compileStatement(
  statement: Statement,
  index: number,
  source: PolicySource,
  version: PolicyDocument['version'],
): CompiledStatement {
  return {
    deciding: { source, statement, index },
    services: servicesOf(statement),
    concerns: compileActions(statement),
    resources: compileResources(statement, version),
    principals: statement.principals === undefined ? undefined : compilePrincipals(statement.principals),
    conditions: statement.conditions.length === 0 ? undefined : compileConditions(statement.conditions, version),
  };
}

function servicesOf({ actions }: Statement): ReadonlySet<string> | undefined {
  if (actions.not) return undefined;
  const services = new Set<string>();
  for (const pattern of actions.patterns) {
    const service = pattern.slice(0, pattern.indexOf(':')).toLowerCase();
    if (!pattern.includes(':') || /[*?]/.test(service)) return undefined;
    services.add(service);
  }
  return services;
}

function compileActions({ actions }: Statement): Matcher {
  const matchers = actions.patterns.map(compileAction);
  return (action) => matchers.some((matches) => matches(action)) !== actions.not;
}
