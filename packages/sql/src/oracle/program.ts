import { parseProgram } from '../syntax/index.js';
import type { ColumnDeclaration, Insert } from '../syntax/ast.js';
import type { Column, Value } from '../types/sql-type.js';
import { convert } from './convert.js';
import { Failure, surviving } from './failure.js';
import type { Catalogue, View } from './from.js';
import { inOrder, type Relation } from './relation.js';
import type { Row } from './computed.js';
import { rowsOf } from './select.js';

export interface GivenRows {
  readonly name: string;
  readonly columns: readonly Column[];
  /** In the order of their times. */
  readonly rows: readonly Row[];
}

export interface Expected {
  /** Of each stream that the program makes. */
  readonly streams: ReadonlyMap<string, Relation>;
  /** How many rows failed, by the names of their pumps. */
  readonly failures: ReadonlyMap<string, number>;
}

/**
 * What a program's streams hold when all has come: by SQL's definitions over all rows at once, as simply as can be. It shares with the engine the parser, and the casts between numbers or times and their texts.
 * Streams are to be made, and written to, before they are read.
 */
export function evaluated(text: string, sources: readonly GivenRows[], tables: readonly GivenRows[]): Expected {
  const streams = new Map(sources.map(({ name, columns, rows }) => [name, { columns, rows, ordered: true }]));
  const views = new Map<string, View>();
  const declared = new Map<string, readonly ColumnDeclaration[]>();
  const failures = new Map<string, number>();
  const made = new Map<string, Relation>();
  for (const statement of parseProgram(text)) {
    if (statement.kind === 'create-view') views.set(statement.name.parts[0].text, statement);
    else if (statement.kind === 'create-stream') declared.set(statement.name.parts[0].text, statement.columns ?? []);
    else if (statement.kind === 'create-pump') {
      const pump = statement.name.parts[0].text;
      const failed = (): void => void failures.set(pump, (failures.get(pump) ?? 0) + 1);
      const catalogue: Catalogue = {
        streams,
        views,
        tables: new Map(tables.map(({ name, columns, rows }) => [name, { columns, rows, ordered: true }])),
        query: (query) => rowsOf(query, catalogue, failed),
      };
      const { insert } = statement;
      const name = insert.into.parts[0].text;
      const columns = (declared.get(name) ?? []).map((column) => ({
        name: column.name.text,
        type: column.type.type,
        notNull: column.notNull,
      }));
      const { rows, ordered } = inserted(insert, columns, rowsOf(insert.query, catalogue, failed), failed);
      const before = streams.get(name);
      const relation: Relation =
        before === undefined
          ? { columns, rows, ordered }
          : { columns, rows: inOrder([...before.rows, ...rows]), ordered: false };
      streams.set(name, { ...relation, columns });
      made.set(name, relation);
    } else throw new TypeError(`The oracle knows no ${statement.kind}`);
  }
  return { streams: made, failures };
}

/** A query's rows as their stream declares them. */
function inserted(insert: Insert, columns: readonly Column[], from: Relation, failed: () => void): Relation {
  const places = columns.map(({ name }, index) =>
    insert.columns === undefined ? index : insert.columns.findIndex(({ text }) => text === name),
  );
  const rows = surviving(
    from.rows,
    ({ time, values }): Row => ({
      time,
      values: columns.map(({ type, notNull }, index): Value => {
        const place = places[index] ?? -1;
        const given = from.columns[place]?.type;
        const value = given === undefined ? null : convert(values[place] ?? null, given, type);
        if (value === null && notNull === true) throw new Failure('NULL where none may be');
        return value;
      }),
    }),
    failed,
  );
  return { columns, rows, ordered: from.ordered };
}
