import type { Condition, PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import { compileConditions } from './conditions.js';

/** Keys as a test writes them, in any case, with a value or several. */
export function contextOf(keys: Readonly<Record<string, string | readonly string[]>>): ContextKeys {
  const values = new Map(
    Object.entries(keys).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
  return { get: (key) => values.get(key) };
}

/** Reads `ForAnyValue:StringLikeIfExists` of the key `k`. */
export function conditionOf(operator: string, ...values: string[]): Condition {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  return {
    operator: name,
    ...((quantifier === 'ForAllValues' || quantifier === 'ForAnyValue') && { quantifier }),
    ifExists: ifExists !== undefined,
    key: 'k',
    values,
  };
}

/** Whether a condition on the key `k` holds when the request has these values of it; undefined when it lacks the key. */
export function holds(
  operator: string,
  policyValues: string | readonly string[],
  requestValues: string | readonly string[] | undefined,
  version: PolicyDocument['version'] = '2012-10-17',
): boolean {
  const values = typeof policyValues === 'string' ? [policyValues] : policyValues;
  const conditions = compileConditions([conditionOf(operator, ...values)], version);
  return conditions.holds(contextOf(requestValues === undefined ? {} : { k: requestValues }));
}
