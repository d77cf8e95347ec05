import { attribute, setAttribute, type AttributeValue, type Item, type ItemDraft } from '../attribute-value.js';
import type { Condition, Path, UpdateAction } from '../expressions/ast.js';
import { sameValue } from '../value-compare.js';
import { conjunctsOf, equality } from './branches.js';
import { joined } from './conditions.js';
import { noFullKey, severalValuesOfKey } from './errors.js';
import type { PreparedDelete, PreparedExists, PreparedUpdate } from './prepare.js';
import type { PartiqlTable } from './table.js';

/**
 * Writes, and EXISTS, as the engine of items does them. An item is written only if it is there, so that what a statement asks and what
 * PartiQL adds to that is one condition.
 */

export interface UpdatePlan {
  readonly key: Item;
  readonly actions: readonly UpdateAction[];
  readonly condition: Condition;
}

export interface DeletePlan {
  readonly key: Item;
  /** Absent when it holds anyway. It holds of an item that is not there: nothing is deleted then. */
  readonly condition?: Condition;
}

export interface ExistsPlan {
  readonly key: Item;
  readonly condition: Condition;
}

/** Statements in transactions may name no item at all: the transaction is cancelled then, for a key that does not match. */
export type PlanMode = 'statement' | 'transaction';

/**
 * An update of the one item that its WHERE clause names.
 * @throws ValidationException when it names none, unless in a transaction: the key is incomplete there
 */
export function planUpdate({ actions, where }: PreparedUpdate, table: PartiqlTable, mode: PlanMode): UpdatePlan {
  const { key, rest } = keyed(where, table, mode);
  return { key, actions, condition: joined('and', [isThere(table), ...rest]) };
}

/** A deletion, as {@link planUpdate} plans an update. */
export function planDelete({ where }: PreparedDelete, table: PartiqlTable, mode: PlanMode): DeletePlan {
  const { key, rest } = keyed(where, table, mode);
  if (rest.length === 0) return { key };
  const isMissing: Condition = { kind: 'not-exists', path: hashPath(table) };
  return { key, condition: { kind: 'or', left: isMissing, right: joined('and', rest) } };
}

/**
 * The check of one item that EXISTS makes.
 * @returns undefined when it names no item, or asks nothing more of it
 */
export function planExists({ where }: PreparedExists, table: PartiqlTable): ExistsPlan | undefined {
  if (where === undefined) return undefined;
  const { key, rest } = splitByKey(where, keyNames(table));
  if (rest.length === 0 || Object.keys(key).length < keyNames(table).length) return undefined;
  return { key, condition: joined('and', [isThere(table), ...rest]) };
}

const isThere = (table: PartiqlTable): Condition => ({ kind: 'exists', path: hashPath(table) });

const hashPath = ({ hashKey }: PartiqlTable): Path => [hashKey.name];

const keyNames = ({ hashKey, rangeKey }: PartiqlTable): readonly string[] =>
  rangeKey === undefined ? [hashKey.name] : [hashKey.name, rangeKey.name];

interface Keyed {
  readonly key: Item;
  /** What else is asked. */
  readonly rest: readonly Condition[];
}

function keyed(where: Condition, table: PartiqlTable, mode: PlanMode): Keyed {
  const names = keyNames(table);
  const { key, rest } = splitByKey(where, names);
  const isComplete = names.every((name) => attribute(key, name) !== undefined);
  if (!isComplete && mode === 'statement') throw noFullKey();
  const contradicted = names.find((name) => rest.some((condition) => equality(condition, name) !== undefined));
  if (contradicted === undefined || !isComplete) return { key, rest };
  if (mode === 'statement') throw severalValuesOfKey(contradicted);
  return { key: {}, rest };
}

/** The first value that each key attribute is to be equal to, and everything that this does not say. */
function splitByKey(where: Condition, names: readonly string[]): Keyed {
  const key: ItemDraft = {};
  const rest: Condition[] = [];
  for (const condition of conjunctsOf(where)) if (!takeKey(condition, names, key)) rest.push(condition);
  return { key, rest };
}

function takeKey(condition: Condition, names: readonly string[], key: ItemDraft): boolean {
  for (const name of names) {
    const value: AttributeValue | undefined = equality(condition, name);
    if (value === undefined) continue;
    const known = attribute(key, name);
    if (known !== undefined) return sameValue(known, value);
    setAttribute(key, name, value);
    return true;
  }
  return false;
}
