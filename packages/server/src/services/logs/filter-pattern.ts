import { invalidFilterPattern } from './errors.js';
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
