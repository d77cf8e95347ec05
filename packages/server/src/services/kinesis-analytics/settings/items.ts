import type { Application } from '../domain/application.js';
import type { SettingsChange } from '../changes.js';
import { itemNotFound, tooMany, updatedTwice } from './errors.js';

/** What a change makes of an application's settings. */
export type Make = SettingsChange['make'];

/** What settings are made of, and how errors call it. */
export const inputWord = 'input';
export const outputWord = 'output';
export const referenceWord = 'reference data source';
export const loggingWord = 'CloudWatch logging option';

interface Item {
  readonly id: string;
}

/** @throws InvalidArgumentException when there are more than AWS allows */
export function checkCount(what: string, items: readonly unknown[], most: number): void {
  if (items.length > most) throw tooMany(what, most);
}

/** @throws InvalidArgumentException for an unknown id */
export function findItem<T extends Item>(application: Application, what: string, items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found === undefined) {
    const ids = items.map((item) => item.id);
    throw itemNotFound(what, id, application.name, ids);
  }
  return found;
}

/** @throws InvalidArgumentException for an unknown id */
export function withoutItem<T extends Item>(
  application: Application,
  what: string,
  items: readonly T[],
  id: string,
): readonly T[] {
  const removed = findItem(application, what, items, id);
  return items.filter((item) => item !== removed);
}

/**
 * The items with those changed that updates name.
 * @throws InvalidArgumentException for an unknown id, and for one that two updates name
 */
export async function updateItems<T extends Item, U>(
  application: Application,
  what: string,
  items: readonly T[],
  { updates = [], idOf, update }: ItemUpdates<T, U>,
): Promise<readonly T[]> {
  const changed = new Map<string, T>();
  for (const given of updates) {
    const id = idOf(given);
    const before = findItem(application, what, items, id);
    if (changed.has(id)) throw updatedTwice(what, id);
    changed.set(id, await update(before, given));
  }
  return items.map((item) => changed.get(item.id) ?? item);
}

interface ItemUpdates<T, U> {
  readonly updates: readonly U[] | undefined;
  readonly idOf: (given: U) => string;
  readonly update: (before: T, given: U) => T | Promise<T>;
}
