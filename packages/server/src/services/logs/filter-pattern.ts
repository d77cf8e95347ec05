import type { LogGroup } from './domain/log-group.js';
import { invalidFilterPattern, limitExceeded } from './errors.js';
import { compileFilterPattern, InvalidPatternError, type FilterPattern } from './patterns/index.js';

/** @throws InvalidParameterException for what is no filter pattern */
export function compilePattern(text: string): FilterPattern {
  try {
    return compileFilterPattern(text);
  } catch (error) {
    if (error instanceof InvalidPatternError) throw invalidFilterPattern();
    throw error;
  }
}

/** @throws LimitExceededException when more of the group's filters have regular expressions than may */
export function checkRegexFilters(group: Pick<LogGroup, 'metricFilters' | 'subscriptions'>, limit: number): void {
  const filters = [...group.metricFilters, ...group.subscriptions];
  // Only what has the sign that stands around them is worth compiling.
  const count = filters.filter(({ pattern }) => pattern.includes('%') && compilePattern(pattern).regexCount > 0).length;
  if (count > limit) throw limitExceeded();
}
