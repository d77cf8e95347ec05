import type { Projection } from '../expressions/ast.js';
import { duplicateAttributeToGet } from './errors.js';

/** @throws ValidationException for a name that is there twice */
export function parseAttributesToGet(names: readonly string[]): Projection {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw duplicateAttributeToGet(name);
    seen.add(name);
  }
  return names.map((name) => [name]);
}
