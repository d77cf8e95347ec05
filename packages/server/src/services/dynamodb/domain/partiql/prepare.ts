import type { AttributeValue, Item, ItemDraft } from '../attribute-value.js';
import { setAttribute } from '../attribute-value.js';
import type { Condition, UpdateAction } from '../expressions/ast.js';
import { conditionOf } from './conditions.js';
import {
  aliased,
  deleteReturns,
  emptySource,
  insertIntoIndex,
  insertReturns,
  noFullKey,
  returnsColumns,
  unsupportedClause,
  unsupportedDataType,
  unsupportedOperation,
  writeToIndex,
} from './errors.js';
import { fieldName, valueOf } from './literals.js';
import { namesOf, targetOf, type Target } from './sources.js';
import type { Statement } from './statement.js';
import {
  constructName,
  type Expression,
  type Insert,
  type Manipulation,
  type OrderTerm,
  type Returning,
  type Select,
} from './syntax.js';
import { actionsOf } from './updates.js';

/** A statement with its parameters in their places, and all checked that AWS checks before it looks the table up. */
export type Prepared = PreparedSelect | PreparedExists | PreparedInsert | PreparedUpdate | PreparedDelete;

export interface PreparedSelect extends Target {
  readonly kind: 'select';
  /** Looked at once the table is known; absent: all attributes. */
  readonly columns?: readonly Expression[];
  readonly where?: Condition;
  readonly order: readonly OrderTerm[];
}

/** A condition of a transaction: that an item is there, and fulfils something. */
export interface PreparedExists extends Target {
  readonly kind: 'exists';
  readonly where?: Condition;
}

export interface PreparedInsert {
  readonly kind: 'insert';
  readonly table: string;
  readonly item: Item;
}

export interface PreparedUpdate {
  readonly kind: 'update';
  readonly table: string;
  readonly actions: readonly UpdateAction[];
  readonly where: Condition;
  readonly returning?: Returning['values'];
}

export interface PreparedDelete {
  readonly kind: 'delete';
  readonly table: string;
  readonly where: Condition;
  readonly returning?: 'ALL_OLD';
}

/**
 * Puts the parameters in their places.
 * @param parameters checked, in the order of the question marks; what there are more is ignored, as AWS does
 * @throws ValidationException for the first thing that AWS refuses before it looks the table up
 */
export function prepare(statement: Statement, parameters: readonly AttributeValue[]): Prepared {
  switch (statement.kind) {
    case 'select':
      return prepareSelect(statement, parameters);
    case 'exists': {
      const { table, index, where } = prepareSelect(statement.select, parameters);
      return {
        kind: 'exists',
        table,
        ...(index === undefined ? {} : { index }),
        ...(where === undefined ? {} : { where }),
      };
    }
    case 'insert':
      return prepareInsert(statement, parameters);
    case 'manipulation':
      return prepareManipulation(statement, parameters);
  }
}

function prepareSelect(select: Select, parameters: readonly AttributeValue[]): PreparedSelect {
  const { columns, from, where, order, unsupported } = select;
  const target = targetOf(from);
  if (unsupported !== undefined) throw unsupportedClause(unsupported.clause, unsupported.at);
  if (select.aliased) throw aliased();
  return {
    kind: 'select',
    ...target,
    order,
    ...(columns === undefined ? {} : { columns }),
    ...(where === undefined ? {} : { where: conditionOf(where, parameters) }),
  };
}

function prepareInsert(
  { into, value, single, returning }: Insert,
  parameters: readonly AttributeValue[],
): PreparedInsert {
  const names = namesOf(into);
  const [table, index] = names;
  if (table === undefined || index !== undefined) throw insertIntoIndex();
  if (table === '') throw emptySource();
  if (!single) throw unsupportedOperation('Insert');
  if (returning !== undefined) throw insertReturns(returning.clause);
  return { kind: 'insert', table, item: itemOf(value, parameters) };
}

/** The value of each attribute begins a path of its own in what AWS says of literals. */
function itemOf(value: Expression, parameters: readonly AttributeValue[]): Item {
  if (value.kind === 'parameter') {
    const given = valueOf(value, parameters);
    if ('M' in given) return given.M;
  }
  if (value.kind !== 'struct') throw unsupportedDataType(constructName(value), 'root', value.at);
  const item: ItemDraft = {};
  for (const { key, value: of } of value.fields) setAttribute(item, fieldName(key, 'root'), valueOf(of, parameters));
  return item;
}

function prepareManipulation(
  { from, where, changes, returning }: Manipulation,
  parameters: readonly AttributeValue[],
): PreparedUpdate | PreparedDelete {
  const { table, index } = targetOf(from);
  if (index !== undefined) throw writeToIndex();
  const condition = where === undefined ? undefined : conditionOf(where, parameters);
  if (changes.length === 0) {
    if (returning !== undefined && (returning.values !== 'ALL_OLD' || !returning.whole))
      throw deleteReturns(returning.clause);
    if (condition === undefined) throw noFullKey();
    return { kind: 'delete', table, where: condition, ...(returning === undefined ? {} : { returning: 'ALL_OLD' }) };
  }
  const actions = actionsOf(changes, parameters);
  if (returning?.whole === false) throw returnsColumns(returning.clause);
  if (condition === undefined) throw noFullKey();
  return {
    kind: 'update',
    table,
    actions,
    where: condition,
    ...(returning === undefined ? {} : { returning: returning.values }),
  };
}
