import type { Item } from '../domain/attribute-value.js';
import { checkItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { duplicateKeys, tooManyItems } from './errors.js';
import { checkProjectionParameters, projectionOf, type LegacyProjectingInput } from './get.js';
import type { BatchGetTable } from './parsed.js';

export interface BatchGetItemInput {
  readonly RequestItems: Readonly<Record<string, KeysAndAttributes>>;
}

export interface KeysAndAttributes extends LegacyProjectingInput {
  readonly Keys: readonly (RawItem | null)[];
  readonly ConsistentRead?: boolean | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the tables up */
export function parseBatchGet(input: BatchGetItemInput): readonly BatchGetTable[] {
  let count = 0;
  return Object.entries(input.RequestItems).map(([table, asked]) => {
    checkProjectionParameters(asked);
    const projection = projectionOf(asked);
    const seen = new Set<string>();
    const keys: Item[] = [];
    for (const raw of asked.Keys) {
      const key = checkItem(raw ?? {}, 'new');
      const text = keyText(key);
      if (seen.has(text)) throw duplicateKeys();
      seen.add(text);
      keys.push(key);
      if (++count > MOST_KEYS) throw tooManyItems('BatchGetItem');
    }
    return { table, keys, projection, consistent: asked.ConsistentRead ?? false };
  });
}

const MOST_KEYS = 100;

/** The same for equal keys, whatever the order of their attributes: their values are normal. */
const keyText = (key: Item): string =>
  JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
