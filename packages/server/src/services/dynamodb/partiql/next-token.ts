import { hash } from 'node:crypto';
import { AwsError } from '@paddock/wire';
import type { Item } from '../domain/attribute-value.js';
import { checkItem } from '../domain/value-check.js';
import { readItem } from '../domain/value-reader.js';
import { tokenOfOtherRequest, tokenUnreadable } from './errors.js';
import type { StatementInput } from './prepared.js';

/** Where a statement's next page begins. */
export interface PagePosition {
  /** Which of the statement's reads goes on, from 0. */
  readonly read: number;
  /** The last key of it that was looked at; absent: it begins. */
  readonly after?: Item;
}

/** The token is opaque to clients. What it says of keys is checked against the statement's plan like any start key. */
export const encodeToken = (position: PagePosition, input: StatementInput): string =>
  Buffer.from(JSON.stringify([fingerprint(input), position.read, position.after ?? null])).toString('base64');

/** @throws ValidationException when it is no token, or one of another statement or other parameters */
export function decodeToken(token: string, input: StatementInput): PagePosition {
  const [of, read, after] = partsOf(token);
  if (typeof of !== 'string' || !Number.isSafeInteger(read) || (read as number) < 0) throw tokenUnreadable();
  if (of !== fingerprint(input)) throw tokenOfOtherRequest();
  if (after === null || after === undefined) return { read: read as number };
  try {
    return { read: read as number, after: checkItem(readItem(after), 'old') };
  } catch (error) {
    throw error instanceof AwsError ? tokenUnreadable() : error;
  }
}

function partsOf(token: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const fingerprint = ({ Statement: statement, Parameters: parameters }: StatementInput): string =>
  hash('sha256', JSON.stringify([statement, parameters ?? []]), 'base64').slice(0, 22);
