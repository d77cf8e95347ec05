import type { ScalarFunction } from '../function.js';
import { caseFunctions } from './case.js';
import { lengthFunctions, position } from './length.js';
import { overlay } from './overlay.js';
import { regexReplace } from './regex-replace.js';
import { substring } from './substring.js';
import { trim } from './trim.js';

export const stringFunctions: readonly ScalarFunction[] = [
  ...caseFunctions,
  ...lengthFunctions,
  position,
  overlay,
  regexReplace,
  substring,
  trim,
];
