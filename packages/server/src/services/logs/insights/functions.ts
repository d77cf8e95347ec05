import { DATES } from './functions/dates.js';
import type { FunctionDefinition } from './functions/definition.js';
import { ADDRESSES } from './functions/addresses.js';
import { GENERAL } from './functions/general.js';
import { NUMBERS } from './functions/numbers.js';
import { TEXTS } from './functions/texts.js';

/** The functions of the query language but for those of `stats`, by their names in lower case. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  [DATES, ADDRESSES, GENERAL, NUMBERS, TEXTS].flatMap((group) =>
    Object.entries(group).map(([name, definition]) => [name.toLowerCase(), definition] as const),
  ),
);
