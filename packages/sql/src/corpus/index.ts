import type { Case } from './case.js';
import { casts } from './casts.js';
import { dates } from './dates.js';
import { joins } from './joins.js';
import { numbers } from './numbers.js';
import { referenceJoins } from './reference-joins.js';
import { sliding } from './sliding.js';
import { stagger } from './stagger.js';
import { strings } from './strings.js';
import { tumbling } from './tumbling.js';

/** What programs must come to, by themes. */
export const corpus: Readonly<Record<string, readonly Case[]>> = {
  'tumbling windows': tumbling,
  'sliding windows': sliding,
  'stagger windows': stagger,
  joins,
  'reference tables': referenceJoins,
  strings,
  numbers,
  'dates and times': dates,
  casts,
};
