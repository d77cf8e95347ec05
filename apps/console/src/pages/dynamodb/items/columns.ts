import type { Item } from '../values/attribute.js';
import type { KeyAttribute } from './schema.js';

/** Names of all attributes that items have: keys first, then as they are met. */
export function columnsOf(items: readonly Item[], keys: readonly KeyAttribute[]): string[] {
  const names = new Set(keys.map(({ name }) => name));
  for (const item of items) for (const name of Object.keys(item)) names.add(name);
  return [...names];
}
