import type { Case } from './case.js';
import { tumbling } from './tumbling.js';

/** What programs must come to, by themes. */
export const corpus: Readonly<Record<string, readonly Case[]>> = { tumbling };
