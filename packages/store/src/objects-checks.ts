import {
  LONGEST_OBJECT_KEY,
  LONGEST_OBJECT_LIST,
  ObjectsConflictError,
  type ObjectCondition,
  type ObjectRange,
} from './objects.js';

/** A key as adapters order it: its UTF-8 bytes, each as one character. @throws RangeError */
export function orderedKey(key: string): string {
  if (key === '') throw new RangeError('an object has no key');
  return orderedPrefix(key);
}

/** As `orderedKey`, where nothing is right too. @throws RangeError */
export function orderedPrefix(prefix: string): string {
  // Lone surrogates have no UTF-8 form: different keys would become one.
  if (/\p{Surrogate}/u.test(prefix)) throw new RangeError("an object's key is not well-formed Unicode");
  const bytes = Buffer.from(prefix);
  if (bytes.length > LONGEST_OBJECT_KEY) {
    throw new RangeError(`an object's key has more than ${LONGEST_OBJECT_KEY} bytes`);
  }
  return bytes.toString('latin1');
}

/** What `orderedKey` was made from. */
export const keyOf = (ordered: string): string => Buffer.from(ordered, 'latin1').toString();

/** The keys that begin with the prefix and are greater than `after`: from the first (or after it) up to, not including, the end. */
export interface KeyRange {
  readonly start: string;
  readonly isAfter: boolean;
  readonly end: string | undefined;
}

export function keyRange(prefix: string, after: string | undefined): KeyRange {
  const first = orderedPrefix(prefix);
  const behind = after === undefined ? '' : orderedPrefix(after);
  // UTF-8 has no byte 0xff, so the last byte can be raised.
  const last = first.length - 1;
  const end = first === '' ? undefined : first.slice(0, last) + String.fromCharCode(first.charCodeAt(last) + 1);
  return behind >= first && behind !== ''
    ? { start: behind, isAfter: true, end }
    : { start: first, isAfter: false, end };
}

export function listLimit(limit: number = LONGEST_OBJECT_LIST): number {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > LONGEST_OBJECT_LIST) {
    throw new RangeError(`a list of objects has from 1 to ${LONGEST_OBJECT_LIST} of them`);
  }
  return limit;
}

/** The range within an object of that size. @throws RangeError */
export function rangeWithin(size: number, { start = 0, end = size }: ObjectRange): { start: number; end: number } {
  requireRange({ start, end });
  if (start > size) throw new RangeError(`the object ends at ${size}, before the range begins at ${start}`);
  return { start, end: Math.min(end, size) };
}

export function requireRange({ start = 0, end = Number.MAX_SAFE_INTEGER }: ObjectRange): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new RangeError('a range of bytes begins at a whole number from 0 on and does not end before that');
  }
}

/** @param version of the object that is there. @throws ObjectsConflictError */
export function requireCondition(key: string, version: string | undefined, condition?: ObjectCondition): void {
  if (condition === undefined) return;
  const expected = 'ifAbsent' in condition ? undefined : condition.ifVersion;
  if (version !== expected) throw new ObjectsConflictError(key);
}

/** Lets the writer of a stream know that nothing of it is wanted. */
export async function dismiss(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  if (!(body instanceof Uint8Array)) await body[Symbol.asyncIterator]().return?.();
}
