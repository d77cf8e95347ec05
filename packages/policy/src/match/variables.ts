import type { PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import { tokenize, type Matcher, type Token } from './tokens.js';
import { compileTokens } from './wildcard.js';

/** What a text means that may name policy variables. Without them it is compiled once, and `resolve` only hands it out. */
export interface Template<T = Matcher> {
  /** The keys that the text names, in lower case. Empty: what `resolve` gives is always the same. */
  readonly variables: readonly string[];
  /**
   * The meaning for this request. Undefined when a variable has no value in it and no default, or several values: then the text
   * equals nothing and is like nothing.
   */
  resolve(context: ContextKeys): T | undefined;
}

/** Compiles a text with wildcards and, in version 2012-10-17, variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`. */
export function compileTemplate(text: string, version: PolicyDocument['version']): Template {
  return templateOf(parseTemplate(text, version), compileTokens);
}

/** `${aws:PrincipalTag/team, 'none'}` */
export interface Variable {
  /** In lower case. */
  readonly key: string;
  readonly fallback?: string;
}

/** A text read; pieces that are no variables are pieces of a pattern. */
export function parseTemplate(text: string, version: PolicyDocument['version']): (Token | Variable)[] {
  if (version !== '2012-10-17' || !text.includes('${')) return tokenize(text);
  const parts: (Token | Variable)[] = [];
  let from = 0;
  for (const found of text.matchAll(VARIABLE)) {
    parts.push(...tokenize(text.slice(from, found.index)));
    from = found.index + found[0].length;
    const [, escaped, key, fallback] = found;
    if (escaped !== undefined) parts.push(escaped);
    else if (key !== undefined)
      parts.push({ key: key.trim().toLowerCase(), ...(fallback !== undefined && { fallback }) });
  }
  parts.push(...tokenize(text.slice(from)));
  return parts;
}

/** What is no variable, such as `${` that nothing closes, stays text. */
const VARIABLE = /\$\{(?:([*?$])|([^{},']+)(?:,\s*'([^']*)'\s*)?)\}/g;

/** What `compile` makes of a text whose variables have been replaced. Their values are text: a `*` in them is no wildcard. */
export function templateOf<T>(
  parts: readonly (Token | Variable)[],
  compile: (tokens: readonly Token[]) => T,
): Template<T> {
  const tokens = parts.filter((part) => typeof part !== 'object');
  if (tokens.length === parts.length) {
    const compiled = compile(tokens);
    return { variables: [], resolve: () => compiled };
  }
  const named = parts.filter((part) => typeof part === 'object');
  // One principal asks many times in a row: what its values gave is kept for the next request.
  let known: { readonly values: readonly string[]; readonly compiled: T } | undefined;
  return {
    variables: [...new Set(named.map((variable) => variable.key))],
    resolve: (context) => {
      const values: string[] = [];
      for (const variable of named) {
        const value = valueOf(variable, context);
        if (value === undefined) return undefined;
        values.push(value);
      }
      if (known === undefined || !known.values.every((value, index) => value === values[index])) {
        let next = 0;
        known = {
          values,
          compiled: compile(parts.map((part) => (typeof part === 'object' ? (values[next++] ?? '') : part))),
        };
      }
      return known.compiled;
    },
  };
}

/** A key with several values cannot be a variable; an empty value is no value. */
function valueOf(variable: Variable, context: ContextKeys): string | undefined {
  const values = context.get(variable.key);
  if (values !== undefined && values.length > 1) return undefined;
  const value = values?.[0];
  return value === undefined || value === '' ? variable.fallback : value;
}
