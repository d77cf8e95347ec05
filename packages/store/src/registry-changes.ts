import type { RegistryChange } from './registry.js';

/** A change as adapters apply it: `json` is the document's text, undefined to delete it; no `write` for a mere check. */
export interface PreparedChange {
  readonly key: string;
  readonly ifVersion: number | undefined;
  readonly write: { readonly json: string | undefined } | undefined;
}

/** Checks a commit's changes and takes their values as they are now. @throws RangeError, TypeError as `commit` says. */
export function prepareChanges(changes: readonly RegistryChange[]): PreparedChange[] {
  const written = new Set<string>();
  return changes.map((change) => {
    const prepared = prepareChange(change);
    requireKey(prepared.key);
    if (prepared.write !== undefined) {
      if (written.has(prepared.key)) throw new RangeError(`a commit writes ${prepared.key} twice`);
      written.add(prepared.key);
    }
    return prepared;
  });
}

function prepareChange(change: RegistryChange): PreparedChange {
  if ('check' in change) return { key: change.check, ifVersion: change.ifVersion, write: undefined };
  if ('delete' in change) return { key: change.delete, ifVersion: change.ifVersion, write: { json: undefined } };
  const json = JSON.stringify(change.value) as string | undefined;
  if (json === undefined) throw new TypeError(`the value of ${change.put} is not JSON`);
  return { key: change.put, ifVersion: change.ifVersion, write: { json } };
}

const MAX_KEY_BYTES = 1024;

export function requireKey(key: string): void {
  if (key === '') throw new RangeError('a registry key is empty');
  requirePrefix(key);
}

export function requirePrefix(prefix: string): void {
  // A code unit is at most three bytes, so most keys need no counting.
  if (prefix.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(prefix) > MAX_KEY_BYTES) {
    throw new RangeError(`a registry key has more than ${MAX_KEY_BYTES} bytes`);
  }
  // Lone surrogates have no UTF-8 form: different keys would become one.
  if (/\p{Surrogate}/u.test(prefix)) throw new RangeError('a registry key is not well-formed Unicode');
}

/** The largest number of entries to return. */
export function requireLimit(limit: number | undefined): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (!Number.isSafeInteger(limit) || limit < 0)
    throw new RangeError('a registry limit is not a whole number from 0 on');
  return limit;
}
