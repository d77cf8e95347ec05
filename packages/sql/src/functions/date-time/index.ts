import type { ScalarFunction } from '../function.js';
import { conversions } from './conversions.js';
import { extract } from './extract.js';
import { rounding } from './rounding.js';
import { step } from './step.js';
import { unixTime } from './unix-time.js';

export const dateTimeFunctions: readonly ScalarFunction[] = [...rounding, step, extract, ...unixTime, ...conversions];
