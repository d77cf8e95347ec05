import { type Span, sqlErrorAt } from '../errors.js';
import type { Call, Select, SelectItem } from '../syntax/ast.js';
import type { Value } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import { type ExpressionContext, objectName } from './context.js';
import { spend } from './effort.js';
import { converted, operandOf } from './fold.js';
import { cannotApply } from './problems.js';
import { type Item, isVisible } from './relation.js';
import type { ResolvedRowCall } from './row-function.js';
import { columnOf, lookUp, rowtimeName } from './scope.js';
import type { Typed } from './typed.js';

/** An item of a select list: one value, or several under one name. */
export interface BoundItem {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly typed: Typed }[];
  /** Whether the values are members of a row. */
  readonly isRow: boolean;
  /** Whether it has its name from AS. */
  readonly aliased: boolean;
  readonly at: Span;
}

/** The select list, its stars spelled out. */
export function bindItems({ items }: Select, context: ExpressionContext): BoundItem[] {
  const bound: BoundItem[] = [];
  for (const item of items) {
    if (item.kind === 'star') bound.push(...starred(item, context));
    else bound.push(bindItem(item, bound.length, context));
  }
  return bound;
}

function starred({ qualifier, at }: Extract<SelectItem, { kind: 'star' }>, context: ExpressionContext): BoundItem[] {
  const { scope } = context;
  const { places } = context.statement;
  const one = (name: string, typed: Typed): BoundItem => {
    spend(2);
    const own = { ...typed };
    places.set(own, { at, text: name, bareRowtime: false });
    return { name, values: [{ name, typed: own }], isRow: false, aliased: false, at };
  };
  const itemsOf = (items: readonly Item[]): BoundItem[] =>
    items
      .filter(isVisible)
      .map((item) => (item.kind === 'row' ? rowOf(item, at, context) : one(item.name, columnOf(item.index, scope))));
  if (qualifier !== undefined) {
    const alias = objectName(qualifier);
    const relation = scope.relations.find((each) => each.alias === alias);
    if (relation === undefined) throw sqlErrorAt(qualifier.at, `Unknown identifier '${alias}'`);
    return itemsOf(relation.items);
  }
  if (scope.relations.length === 0) throw sqlErrorAt(at, "Unknown identifier '*'");
  const merged = new Set(scope.merged.map(({ name }) => name));
  return [
    ...scope.merged.map(({ name, typed }) => one(name, typed)),
    ...scope.relations.flatMap(({ items }) => itemsOf(items.filter(({ name }) => !merged.has(name)))),
  ];
}

function bindItem(
  { expression, alias, at }: Extract<SelectItem, { kind: 'expression' }>,
  position: number,
  context: ExpressionContext,
): BoundItem {
  const aliased = alias !== undefined;
  if (expression.kind === 'name') {
    const name = alias?.text ?? expression.name.parts.at(-1)?.text ?? '';
    const found = lookUp(expression.name, context.scope);
    if (found.kind === 'row') return { ...rowOf(found.item, at, context), name, aliased };
    return { name, values: [{ name, typed: bindExpression(expression, context) }], isRow: false, aliased, at };
  }
  const name = alias?.text ?? `EXPR$${position}`;
  if (expression.kind === 'call' && isRowCall(expression, context))
    return { name, values: rowCall(expression, context), isRow: true, aliased, at };
  return { name, values: [{ name, typed: bindExpression(expression, context) }], isRow: false, aliased, at };
}

const rowOf = (item: Extract<Item, { kind: 'row' }>, at: Span, { scope }: ExpressionContext): BoundItem => ({
  name: item.name,
  values: item.members.map(({ name, index }) => ({ name, typed: columnOf(index, scope) })),
  isRow: true,
  aliased: false,
  at,
});

/** Whether an item is the time of the query's rows: `x AS ROWTIME`. */
export const isRowtimeAlias = ({ name, aliased, isRow }: BoundItem): boolean =>
  aliased && !isRow && name === rowtimeName;

const isRowCall = ({ name, over }: Call, { statement }: ExpressionContext): boolean =>
  over === undefined &&
  statement.functions.row.has(objectName(name)) &&
  !statement.userFunctions.has(objectName(name)) &&
  !statement.functions.scalar.has(objectName(name));

/** A function that yields a row, as one call for each of its columns. */
function rowCall(call: Call, context: ExpressionContext): BoundItem['values'] {
  const name = objectName(call.name);
  const operands = call.operands.map((operand) => bindExpression(operand, context));
  const functions = context.statement.functions.row.get(name) ?? [];
  for (const candidate of functions) {
    const resolved = candidate.resolve(operands.map(operandOf));
    if (resolved === undefined) continue;
    const { columns, operandTypes } = resolved;
    const cast = operandTypes.flatMap((type, index) => {
      const operand = operands[index];
      return operand === undefined ? [] : [converted(operand, type)];
    });
    const evaluate = once(resolved);
    return columns.map((column, index) => ({
      name: column.name,
      typed: {
        kind: 'call',
        name: `${name}.${column.name}`,
        call: {
          type: column.type,
          operandTypes,
          evaluate: (...values: readonly Value[]) => evaluate(values)?.[index] ?? null,
        },
        operands: [...cast, ...operands.slice(cast.length)],
        type: column.type,
      },
    }));
  }
  throw cannotApply(
    call.at,
    name,
    operands.map(({ type }) => type),
    functions.flatMap(({ signatures }) => signatures),
  );
}

/** The columns of one row are asked for one after another: the row is computed for the first. */
function once({ evaluate }: ResolvedRowCall): (values: readonly Value[]) => readonly Value[] | null {
  let last: readonly Value[] | undefined;
  let result: readonly Value[] | null = null;
  return (values) => {
    if (last?.length === values.length && last.every((value, index) => Object.is(value, values[index]))) return result;
    result = evaluate(...(values as readonly never[]));
    last = values;
    return result;
  };
}
