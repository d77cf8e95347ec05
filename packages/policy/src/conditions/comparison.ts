import type { PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import type { Matcher } from '../match/tokens.js';
import type { Template } from '../match/variables.js';

/** The values of a condition, made ready to be compared with those of a request. */
export interface Comparison {
  /** The keys that variables in the values name, in lower case. */
  readonly variables: readonly string[];
  /** @returns whether some value of the policy matches the request's value; a value of either side that makes no sense matches nothing */
  bind(context: ContextKeys): Matcher;
}

/** Reads the values of a condition. Never throws. */
export type CompileComparison = (values: readonly string[], version: PolicyDocument['version']) => Comparison;

/** A comparison whose values know no variables. */
export function plainComparison(compile: (values: readonly string[]) => Matcher): CompileComparison {
  return (values) => {
    const matches = compile(values);
    return { variables: [], bind: () => matches };
  };
}

/** A comparison with values that may name variables: a value that cannot be resolved matches nothing. */
export function templateComparison(
  compile: (value: string, version: PolicyDocument['version']) => Template,
): CompileComparison {
  return (values, version) => {
    const templates = values.map((value) => compile(value, version));
    return {
      variables: [...new Set(templates.flatMap((template) => template.variables))],
      bind: (context) => (text) => templates.some((template) => template.resolve(context)?.(text) === true),
    };
  };
}
