import type { Condition, PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import type { Matcher } from '../match/tokens.js';
import { parseBoolean } from './boolean.js';
import { conditionOperator, NULL_OPERATOR } from './operators.js';

/** The Condition element of a statement, made ready. */
export interface CompiledConditions {
  /** Every key that the answer depends on, in lower case and once: those that are tested and those that variables name. */
  readonly keys: readonly string[];
  /** Whether all conditions hold; true when there are none. Never throws. */
  holds(context: ContextKeys): boolean;
}

/**
 * Compiles conditions, which must all hold. Numbers, dates, addresses and patterns are read here; a value that is none matches
 * nothing, and a condition whose operator is unknown never holds.
 */
export function compileConditions(
  conditions: readonly Condition[],
  version: PolicyDocument['version'],
): CompiledConditions {
  const compiled = conditions.map((condition) => compileCondition(condition, version));
  return {
    keys: [...new Set(compiled.flatMap((condition) => condition.keys))],
    holds: (context) => {
      for (const condition of compiled) if (!condition.holds(context)) return false;
      return true;
    },
  };
}

function compileCondition(condition: Condition, version: PolicyDocument['version']): CompiledConditions {
  const key = condition.key.toLowerCase();
  if (condition.operator.toLowerCase() === NULL_OPERATOR) return compileNull(key, condition.values);
  const operator = conditionOperator(condition.operator);
  if (operator === undefined) return { keys: [key], holds: () => false };
  const { negated } = operator;
  const comparison = operator.compile(condition.values, version);
  const { ifExists, quantifier } = condition;
  const whenAbsent = ifExists || quantifier === 'ForAllValues' || (quantifier === undefined && negated);
  return {
    keys: [key, ...comparison.variables],
    holds: (context) => {
      const values = context.get(key);
      if (values === undefined || values.length === 0) return whenAbsent;
      const matches = comparison.bind(context);
      if (quantifier === 'ForAllValues') return isNull(values) || values.every((value) => matches(value) !== negated);
      if (quantifier === 'ForAnyValue') return !isNull(values) && values.some((value) => matches(value) !== negated);
      return holdsForOne(values, matches, negated);
    },
  };
}

/** AWS compares a key with several values only under a quantifier: without one nothing holds, a negated operator neither. */
function holdsForOne(values: readonly string[], matches: Matcher, negated: boolean): boolean {
  const [value] = values;
  return value !== undefined && values.length === 1 && matches(value) !== negated;
}

/** `Null`: `true` asks for a key that the request lacks, `false` for one that it has. */
function compileNull(key: string, values: readonly string[]): CompiledConditions {
  const wanted = new Set(values.map(parseBoolean));
  return { keys: [key], holds: (context) => wanted.has(isNull(context.get(key) ?? [])) };
}

/** To quantifiers and to `Null`, an empty text is no value. The other operators compare it as any text. */
function isNull(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}
