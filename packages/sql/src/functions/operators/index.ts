import type { ScalarFunction } from '../function.js';
import { arithmetic } from './arithmetic.js';
import { betweens } from './between.js';
import { comparisons } from './comparison.js';
import { concatenation } from './concatenation.js';
import { logic } from './logic.js';
import { periodPredicates } from './periods.js';
import { patterns } from './patterns.js';

/** By the names that the syntax tree has for them. */
export const operators: readonly ScalarFunction[] = [
  ...arithmetic,
  ...comparisons,
  ...betweens,
  ...logic,
  ...patterns,
  concatenation,
  ...periodPredicates,
];

export { prefixArithmetic as prefixOperators } from './arithmetic.js';
