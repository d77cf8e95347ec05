import type { PolicyDocument } from '../document/policy-document.js';
import type { ContextKeys } from '../evaluate/access.js';
import { compileTokens, tokenize, type Matcher, type Token } from './wildcard.js';

/** A pattern that may name policy variables. Without them it is compiled once, and `resolve` only hands it out. */
export interface Template<T = Matcher> {
  /** The keys that the text names, in lower case. Empty: what `resolve` gives is always the same. */
  readonly variables: readonly string[];
  /** The pattern for this request; undefined when a variable has no single value in it and no default: then nothing matches. */
  resolve(context: ContextKeys): T | undefined;
}

/** Compiles a text with wildcards and, in version 2012-10-17, variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`. */
export function compileTemplate(text: string, version: PolicyDocument['version']): Template {
  return templateOf(text, version, tokenize, compileTokens);
}

/** As `compileTemplate`, with `literal` reading the text between variables and `compile` making what the pieces mean. */
export function templateOf<T>(
  text: string,
  _version: PolicyDocument['version'],
  literal: (text: string) => Token[],
  compile: (tokens: readonly Token[]) => T,
): Template<T> {
  const compiled = compile(literal(text));
  return { variables: [], resolve: () => compiled };
}
