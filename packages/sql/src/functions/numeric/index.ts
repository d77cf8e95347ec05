import type { ScalarFunction } from '../function.js';
import { absolute } from './absolute.js';
import { approximate } from './approximate.js';
import { modulo } from './modulo.js';

/** FLOOR and CEIL are with the datetimes: they are one function. */
export const numericFunctions: readonly ScalarFunction[] = [absolute, modulo, ...approximate];
