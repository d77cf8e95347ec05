import type { AttributeValue, Item } from '../domain/attribute-value.js';
import { prepare, type Prepared } from '../domain/partiql/prepare.js';
import { parseStatement } from '../domain/partiql/statement.js';
import type { RawValue } from '../domain/raw-value.js';
import { checkSizedItem, checkValue } from '../domain/value-check.js';

/** One statement as requests bring it. */
export interface StatementInput {
  readonly Statement: string;
  readonly Parameters?: readonly (RawValue | null)[] | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD' | undefined;
}

/** The item of an INSERT, checked as items are, and its size in bytes. */
export interface SizedItem {
  readonly item: Item;
  readonly size: number;
}

/**
 * Parameters are checked before the statement is read, by the older layer of validation.
 * @throws ValidationException
 */
export const checkedParameters = ({ Parameters: raw = [] }: StatementInput): readonly AttributeValue[] =>
  raw.map((value) => checkValue(value, 'old'));

const known = new WeakMap<object, Prepared>();

/**
 * A statement with everything checked that is checked before its table is looked up. Policies ask for it before the operation does: it is
 * remembered as long as its input is there.
 * @throws ValidationException
 */
export function preparedStatement(input: StatementInput): Prepared {
  const before = known.get(input);
  if (before !== undefined) return before;
  const parameters = checkedParameters(input);
  const prepared = prepare(parseStatement(input.Statement), parameters);
  if (prepared.kind === 'insert') sizedItem(prepared.item);
  known.set(input, prepared);
  return prepared;
}

/** @throws ValidationException when its names or values are none that an item can have */
export const sizedItem = (item: Item): SizedItem => checkSizedItem(item, 'old');
