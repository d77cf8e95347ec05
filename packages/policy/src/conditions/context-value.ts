import { isBase64 } from './binary.js';
import { parseDate } from './date.js';
import { parseAddress } from './ip-address.js';
import { parseNumber } from './numeric.js';

/** What the values of a context key are, where their text tells whether they are. */
export type ContextValueType = 'numeric' | 'date' | 'ip' | 'binary';

/** Whether condition operators of that type can read a text as the value of a key. */
export function isContextValue(type: ContextValueType, text: string): boolean {
  switch (type) {
    case 'numeric':
      return parseNumber(text) !== undefined;
    case 'date':
      return parseDate(text) !== undefined;
    case 'ip':
      return parseAddress(text) !== undefined;
    case 'binary':
      return isBase64(text);
  }
}
