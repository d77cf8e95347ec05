import { type Span, sqlErrorAt } from '../errors.js';
import type { Insert } from '../syntax/ast.js';
import { isAssignable } from '../types/derive.js';
import { type Column, TIMESTAMP, typeText } from '../types/sql-type.js';
import { bindQuery } from './binding.js';
import { projectOf } from './build.js';
import type { StatementContext } from './context.js';
import { constant, converted } from './fold.js';
import type { Plan } from './plan.js';
import type { Relation } from './relation.js';
import { rowtimeName } from './scope.js';
import type { Typed } from './typed.js';

/**
 * What an INSERT writes: the target's columns in their order, as they are assigned.
 * @param columns of the target
 * @throws SqlError when they do not fit
 */
export function bindInsert(insert: Insert, columns: readonly Column[], statement: StatementContext): Plan {
  const source = bindQuery(insert.query, statement, { outermost: true });
  const targets = insert.columns === undefined ? columns.map(({ name }) => name) : targetNames(insert, columns);
  const values = valuesFor(source, targets);
  if (values.length !== targets.length)
    throw sqlErrorAt(
      insert.at,
      `Number of INSERT target columns (${targets.length}) does not equal number of source items (${values.length})`,
    );
  const given = new Map(targets.map((name, index) => [name, values[index]]));
  const expressions = columns.map((column): Typed => {
    const value = given.get(column.name);
    if (value === undefined || value.typed.type.kind === 'NULL') {
      if (column.notNull === true && column.name !== rowtimeName)
        throw sqlErrorAt(
          value === undefined ? insert.into.at : insert.query.at,
          `Column '${column.name}' has no default value and does not allow NULLs`,
        );
      return constant(null, column.type);
    }
    if (!isAssignable(value.typed.type, column.type))
      throw sqlErrorAt(
        insert.columns?.find(({ text }) => text === column.name)?.at ?? value.at ?? insert.query.at,
        `Cannot assign to target field '${column.name}' of type ${typeText(column.type)} from source field '${value.name}' of type ${typeText(value.typed.type)}`,
      );
    return converted(value.typed, column.type, 'assignment');
  });
  const declared = columns.some(({ name }) => name === rowtimeName);
  const time = declared ? undefined : given.get(rowtimeName)?.typed;
  if (time !== undefined && time.type.kind !== 'TIMESTAMP')
    throw sqlErrorAt(
      insert.query.at,
      `Cannot assign to target field '${rowtimeName}' of type ${typeText(TIMESTAMP)} from source field '${given.get(rowtimeName)?.name ?? ''}' of type ${typeText(time.type)}`,
    );
  return projectOf(source.plan, expressions, columns, time?.kind === 'rowtime' ? undefined : time);
}

interface SourceValue {
  readonly name: string;
  readonly typed: Typed;
  readonly at?: Span | undefined;
}

/** What the query yields, in its order. ROWTIME of `AS ROWTIME` is a value where there is a column for it. */
function valuesFor(source: Relation, targets: readonly string[]): SourceValue[] {
  const values = source.plan.columns.map(({ name, type }, index): SourceValue => ({
    name,
    typed: { kind: 'column', index, type },
    at: source.places?.[index],
  }));
  const { rowtimeAt } = source;
  if (rowtimeAt !== undefined && (targets.includes(rowtimeName) || targets.length === values.length + 1)) {
    const rowtime: SourceValue = { name: rowtimeName, typed: { kind: 'rowtime', type: TIMESTAMP } };
    return [...values.slice(0, rowtimeAt), rowtime, ...values.slice(rowtimeAt)];
  }
  return values;
}

function targetNames({ columns: written = [], into }: Insert, columns: readonly Column[]): string[] {
  const known = new Set([...columns.map(({ name }) => name), rowtimeName]);
  const seen = new Set<string>();
  for (const { text, at } of written) {
    if (!known.has(text)) throw sqlErrorAt(at, `Unknown target column '${text}'`);
    if (seen.has(text)) throw sqlErrorAt(at, `Target column '${text}' is assigned more than once`);
    seen.add(text);
  }
  for (const { name, notNull } of columns)
    if (notNull === true && !seen.has(name))
      throw sqlErrorAt(into.at, `Column '${name}' has no default value and does not allow NULLs`);
  return [...seen];
}
