import type { Condition, PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import { compileTemplate } from '../match/variables.js';

/** The Condition element of a statement, made ready. */
export interface CompiledConditions {
  /** Every key that the answer depends on, in lower case and once: those that are tested and those that variables name. */
  readonly keys: readonly string[];
  /** Whether all conditions hold; true when there are none. Never throws. */
  holds(context: ContextKeys): boolean;
}

/** Compiles conditions, which must all hold. Numbers, dates, addresses and patterns are read here; a value that is none matches nothing. */
export function compileConditions(
  conditions: readonly Condition[],
  version: PolicyDocument['version'],
): CompiledConditions {
  const compiled = conditions.map((condition) => {
    const key = condition.key.toLowerCase();
    const templates = condition.values.map((value) => compileTemplate(value, version));
    return {
      keys: [key, ...templates.flatMap((template) => template.variables)],
      holds: (context: ContextKeys) =>
        context.get(key)?.some((value) => templates.some((template) => template.resolve(context)?.(value))) ?? false,
    };
  });
  return {
    keys: [...new Set(compiled.flatMap((condition) => condition.keys))],
    holds: (context) => compiled.every((condition) => condition.holds(context)),
  };
}
