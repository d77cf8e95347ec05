import type { PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import type { Matcher } from '../match/tokens.js';
import type { Template } from '../match/variables.js';

/** The values of a condition, made ready to be compared with those of a request. */
export interface Test {
  /** The keys that variables in the values name, in lower case. */
  readonly variables: readonly string[];
  /** @returns whether some value of the policy matches the request's value; a value of either side that makes no sense matches nothing */
  bind(context: ContextKeys): Matcher;
}

/** Reads the values of a condition. Never throws. */
export type CompileTest = (values: readonly string[], version: PolicyDocument['version']) => Test;

/** A test whose values know no variables. */
export function plainTest(compile: (values: readonly string[]) => Matcher): CompileTest {
  return (values) => {
    const matches = compile(values);
    return { variables: [], bind: () => matches };
  };
}

/** A test of values that may name variables: a value that cannot be resolved matches nothing. */
export function templateTest(compile: (value: string, version: PolicyDocument['version']) => Template): CompileTest {
  return (values, version) => {
    const templates = values.map((value) => compile(value, version));
    const variables = [...new Set(templates.flatMap((template) => template.variables))];
    if (variables.length > 0) {
      return {
        variables,
        bind: (context) => anyOf(templates.flatMap((template) => template.resolve(context) ?? [])),
      };
    }
    const nothing: ContextKeys = { get: () => undefined };
    const matches = anyOf(templates.flatMap((template) => template.resolve(nothing) ?? []));
    return { variables, bind: () => matches };
  };
}

function anyOf(matchers: readonly Matcher[]): Matcher {
  const [only] = matchers;
  if (only !== undefined && matchers.length === 1) return only;
  return (text) => matchers.some((matches) => matches(text));
}
