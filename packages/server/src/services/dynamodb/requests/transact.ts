import { checkItem, checkSizedItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { conditional } from './conditions.js';
import { noAction, severalActions } from './errors.js';
import { projectionOf, type ProjectingInput } from './get.js';
import type { TransactGet, TransactWrite } from './parsed.js';
import type { DeleteInput, PutInput } from './put.js';
import { expressionsOf, type UpdateInput } from './update.js';

export interface TransactWriteItemsInput {
  readonly TransactItems: readonly (TransactWriteItem | null)[];
}

/** One of them, says AWS. */
export interface TransactWriteItem {
  readonly ConditionCheck?: (OnTable & DeleteInput) | undefined;
  readonly Put?: (OnTable & PutInput) | undefined;
  readonly Delete?: (OnTable & DeleteInput) | undefined;
  readonly Update?: (OnTable & UpdateInput) | undefined;
}

interface OnTable {
  readonly TableName: string;
}

export interface TransactGetItemsInput {
  readonly TransactItems: readonly { readonly Get: TransactGetInput }[];
}

export interface TransactGetInput extends OnTable, ProjectingInput {
  readonly Key: RawItem;
}

/**
 * Goes from action to action: the first fault of the first that has one is told, whatever the tables are.
 * Unlike other operations, transactions take names and values of expressions that are not there, and do not look at them.
 * @throws ValidationException
 */
export function parseTransactWrite(input: TransactWriteItemsInput): readonly TransactWrite[] {
  const actions = input.TransactItems.map((action) => action ?? {});
  for (const action of actions) checkOne(action);
  return actions.map(writeOf);
}

/** @throws ValidationException as {@link parseTransactWrite} */
export const parseTransactGet = (input: TransactGetItemsInput): readonly TransactGet[] =>
  input.TransactItems.map((action) => {
    const { TableName: table, Key: raw } = action.Get;
    const key = checkItem(raw, 'new');
    return { table, key, projection: projectionOf(action.Get) };
  });

function checkOne({ ConditionCheck: check, Put: put, Delete: deletion, Update: update }: TransactWriteItem): void {
  const count = [check, put, deletion, update].filter((action) => action !== undefined).length;
  if (count === 0) throw noAction();
  if (count > 1) throw severalActions();
}

function writeOf({
  ConditionCheck: check,
  Put: put,
  Delete: deletion,
  Update: update,
}: TransactWriteItem): TransactWrite {
  if (put) {
    const { item, size: itemSize } = checkSizedItem(put.Item, 'new');
    return { kind: 'put', table: put.TableName, item, itemSize, ...conditional(put) };
  }
  if (update) {
    const key = checkItem(update.Key, 'new');
    return { kind: 'update', table: update.TableName, key, ...expressionsOf(update) };
  }
  const other = check ?? deletion;
  if (!other) throw noAction();
  const key = checkItem(other.Key, 'new');
  return { kind: check ? 'check' : 'delete', table: other.TableName, key, ...conditional(other) };
}
