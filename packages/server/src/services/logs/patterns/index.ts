import { compileFields } from './fields.js';
import { compileJson } from './json.js';
import { InvalidPatternError, type FilterPattern } from './pattern.js';
import { compileTerms } from './terms.js';

export { InvalidPatternError, type FilterPattern } from './pattern.js';

/**
 * Compiles a filter pattern of any of its three languages, which its first character tells.
 * @throws InvalidPatternError
 */
export function compileFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  if (trimmed === '') return EVERYTHING;
  if (trimmed.startsWith('{')) {
    if (!trimmed.endsWith('}'))
      throw new InvalidPatternError("If a filter pattern starts with '{' it must end with '}'");
    return compileJson(trimmed.slice(1, -1));
  }
  if (trimmed.startsWith('[')) {
    if (!trimmed.endsWith(']'))
      throw new InvalidPatternError("If a filter pattern starts with '[' it must end with ']'");
    return compileFields(trimmed.slice(1, -1));
  }
  return compileTerms(trimmed);
}

const EVERYTHING: FilterPattern = {
  kind: 'all',
  regexCount: 0,
  matches: () => true,
  extract: () => ({}),
  value: () => undefined,
};
