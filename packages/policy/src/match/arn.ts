import type { PolicyDocument } from '../document/policy-document.js';
import { compileTokens, tokenize } from './wildcard.js';
import { templateOf, type Template } from './variables.js';

/**
 * Compiles a pattern of a Resource or NotResource element. The matcher takes an ARN, or `*` for an action that knows no resource,
 * which only the pattern `*` matches.
 */
export function compileResource(pattern: string, version: PolicyDocument['version']): Template {
  return templateOf(pattern, version, tokenize, compileTokens);
}
