import type { Matcher } from './tokens.js';
import { compilePattern } from './wildcard.js';

/**
 * Compiles an action pattern: `kinesis:Get*`, `*`. Case does not matter. The matcher takes an action, `kinesis:GetRecords`.
 * A pattern that names no service and is not `*` matches nothing.
 */
export function compileAction(pattern: string): Matcher {
  if (!pattern.includes(':') && !/^\*+$/.test(pattern)) return () => false;
  return compilePattern(pattern, { ignoreCase: true });
}
