import type { AwsError } from '@paddock/wire';
import type { AttributeValue, Item } from './domain/attribute-value.js';
import type { Condition, Path, UpdateAction } from './domain/expressions/ast.js';
import { matches } from './domain/expressions/evaluate.js';
import { pathsOf, pathsOfAction } from './domain/expressions/walk.js';
import { applyUpdate } from './domain/expressions/update.js';
import { itemSize } from './domain/value-size.js';
import {
  computedIndexKeyEmpty,
  computedIndexKeyType,
  conditionFailed,
  itemTooLarge,
  keyUpdated,
  pathIntoKey,
  updatedItemTooLarge,
} from './errors.js';
import type { ItemWrite } from './items.js';
import { checkIndexKeys, keyOfItem, keyOfKey, type ItemKey } from './keys.js';
import { longestItem } from './limits.js';
import type { Conditional, DeleteRequest, PutRequest, Update, UpdateRequest } from './requests/parsed.js';
import { StoredItem } from './stored-item.js';
import type { TableView } from './table-view.js';

/**
 * What a parsed request does to its item, once the table is known: the checks against the table's keys are made here, at once; condition and
 * update are judged on the item as it is when its turn comes.
 */
export function putWrite(
  view: TableView,
  put: Omit<PutRequest, 'returnValues'>,
  key = keyOfItem(view, put.item),
): ItemWrite {
  checkPaths(view, put.condition);
  checkIndexKeys(view, put.item);
  if (put.itemSize > longestItem) throw itemTooLarge();
  const next = StoredItem.of(put.item, put.itemSize);
  return {
    view,
    key,
    decide(old) {
      checkCondition(put, old);
      return next;
    },
  };
}

export function deleteWrite(view: TableView, remove: Omit<DeleteRequest, 'returnValues'>): ItemWrite {
  const key = keyOfKey(view, remove.key);
  checkPaths(view, remove.condition);
  return {
    view,
    key,
    decide(old) {
      checkCondition(remove, old);
      return undefined;
    },
  };
}

/** A condition alone. */
export function checkWrite(view: TableView, check: Conditional & { readonly key: Item }): ItemWrite {
  const key = keyOfKey(view, check.key);
  checkPaths(view, check.condition);
  return {
    view,
    key,
    decide(old) {
      checkCondition(check, old);
      return 'keep';
    },
  };
}

export function updateWrite(view: TableView, request: Omit<UpdateRequest, 'returnValues'>): ItemWrite {
  const key: ItemKey = keyOfKey(view, request.key);
  const { update } = request;
  checkKeysStay(view, update);
  checkAssignedKeys(view, update.actions);
  checkPaths(view, request.condition);
  for (const action of update.actions) checkPaths(view, undefined, pathsOfAction(action));
  return {
    view,
    key,
    decide(old) {
      checkCondition(request, old);
      if (old === undefined && update.onlyExisting) return 'keep';
      const { item } = applyUpdate(update.actions, old?.item ?? request.key, {
        legacy: update.legacy,
        exists: old !== undefined,
      });
      if (old !== undefined && item === old.item) return 'keep';
      checkIndexKeys(view, item, computedIndexKeyType, (_index, _key, value) => computedIndexKeyEmpty(value));
      const size = itemSize(item);
      if (size > longestItem) throw updatedItemTooLarge();
      return StoredItem.of(item, size);
    },
  };
}

function checkCondition({ condition, onFailure }: Conditional, old: StoredItem | undefined): void {
  if (condition === undefined || matches(condition, old?.item ?? NOTHING)) return;
  throw conditionFailed(onFailure === 'ALL_OLD' ? old?.item : undefined);
}

const NOTHING: Item = {};

/** Keys are scalars: no path of an expression may lead into one. */
export function checkPaths(view: TableView, condition: Condition | undefined, more: readonly Path[] = []): void {
  if (condition === undefined && more.length === 0) return;
  for (const path of [...(condition ? pathsOf(condition) : []), ...more]) {
    const [name] = path;
    if (path.length > 1 && typeof name === 'string' && view.keyNames.has(name)) throw intoKey(view, name);
  }
}

const intoKey = (view: TableView, name: string): AwsError =>
  pathIntoKey(name, name === view.hash.name || name === view.range?.name ? 'Key' : 'IndexKey');

function checkKeysStay(view: TableView, { actions }: Update): void {
  for (const { path } of actions) {
    const [name] = path;
    if (name === view.hash.name || name === view.range?.name) throw keyUpdated(String(name));
  }
}

/** What an action makes of an index's key is often known to be of the wrong type before the item is known. */
function checkAssignedKeys(view: TableView, actions: readonly UpdateAction[]): void {
  if (view.indexes.length === 0) return;
  const assigned = Object.create(null) as Record<string, AttributeValue>;
  for (const action of actions) {
    const [name] = action.path;
    if (action.path.length > 1 || typeof name !== 'string') continue;
    const value = foreseen(action);
    if (value !== undefined) assigned[name] = value;
  }
  checkIndexKeys(view, assigned, undefined, (_index, _key, value) => computedIndexKeyEmpty(value));
}

/** A value of the type that the action's attribute will have, whatever the item is; undefined if the item decides. */
function foreseen(action: UpdateAction): AttributeValue | undefined {
  if (action.kind === 'remove') return undefined;
  if (action.kind !== 'set') return action.value;
  switch (action.value.kind) {
    case 'value':
      return action.value.value;
    case 'plus':
    case 'minus':
      return { N: '0' };
    case 'list-append':
      return { L: [] };
    default:
      return undefined;
  }
}
