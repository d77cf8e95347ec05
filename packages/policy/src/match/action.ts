import { compilePattern, type Matcher } from './wildcard.js';

/** Compiles an action pattern, `kinesis:Get*` or `*`; case does not matter. The matcher takes an action: `kinesis:GetRecords`. */
export function compileAction(pattern: string): Matcher {
  return compilePattern(pattern, { ignoreCase: true });
}
