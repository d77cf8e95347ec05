import assert from 'node:assert/strict';
import { deserialize, serialize } from 'node:v8';
import { Engine, SqlError, compileProgram, type Program, type Saved, type SourceRow } from '../index.js';
import type { Column } from '../types/sql-type.js';
import type { Case } from './case.js';
import { cellsOf, columnsOf, linesOf, rowText, timeOf, timeText, valuesOf } from './text.js';

/** How a case's rows are put into batches. */
export type Way = 'at once' | 'row by row' | 'from snapshots';
export const ways: readonly Way[] = ['at once', 'row by row', 'from snapshots'];

/** Runs a case in one way. @throws AssertionError where something else comes of it than the case says */
export function runCase(one: Case, way: Way): void {
  if (one.refused !== undefined) return refuses(one, one.refused);
  const program = compile(one, textOf(one, one.sql));
  const expected = new Map<string, string[]>(
    Object.entries(typeof one.out === 'object' ? one.out : { DEST: one.out ?? '' }).map(([name, text]) => {
      const { columns } = program.streams.find((stream) => stream.name === name) ?? assert.fail(`no stream ${name}`);
      return [name, linesOf(text).map((line) => expectedRow(line, columns))];
    }),
  );
  expected.set('error_stream', linesOf(one.errors ?? '').map(expectedError));
  const actual = new Run(one, program, way).rows();
  for (const [name, rows] of expected) assert.deepEqual(actual.get(name) ?? [], rows, `${name}, ${way}`);
}

/** The statements: with `into`, those of the one stream and the one pump that are left out. */
const textOf = ({ into }: Case, sql: string): string =>
  into === undefined ? sql : `CREATE STREAM DEST (${into});\nCREATE PUMP P AS INSERT INTO DEST\n${sql}`;

function compile({ source = {}, tables = {} }: Case, text: string): Program {
  const relation = ([name, columns]: readonly [string, string]): { name: string; columns: Column[] } => ({
    name,
    columns: columnsOf(columns),
  });
  return compileProgram(text, {
    sources: Object.entries(typeof source === 'string' ? { S: source } : source).map(relation),
    tables: Object.entries(tables).map(([name, { columns }]) => relation([name, columns])),
  });
}

function refuses(one: Case, refused: string): void {
  const [before = '', marked, after = ''] = one.sql.split('^');
  const text = textOf(one, before + (marked ?? '') + after);
  const expected = marked === undefined ? refused : placed(refused, textOf(one, before), marked);
  try {
    compile(one, text);
  } catch (error) {
    assert.ok(error instanceof SqlError, error instanceof Error ? (error.stack ?? '') : String(error));
    const { message } = error;
    // What the grammar would have taken instead is long; where no place is marked, any will do.
    if (expected.startsWith('Encountered')) assert.equal(message.slice(0, expected.length), expected);
    else if (marked === undefined) assert.ok(message === expected || message.endsWith(`: ${expected}`), message);
    else assert.equal(message, expected);
    return;
  }
  assert.fail(`The program was taken: ${text}`);
}

function placed(refused: string, before: string, marked: string): string {
  const start = placeBehind(before);
  const end = placeBehind(before + marked.slice(0, -1));
  if (refused.startsWith('Encountered')) return `Encountered "${marked}" at ${start}.`;
  return marked.length === 1 ? `At ${start}: ${refused}` : `From ${start} to ${end}: ${refused}`;
}

function placeBehind(text: string): string {
  const lines = text.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

const expectedRow = (line: string, columns: readonly Column[]): string => {
  const [time = '', ...cells] = cellsOf(line);
  return rowText(timeOf(time), valuesOf(cells, columns), columns);
};

const expectedError = (line: string): string => {
  const [time = '', pump = '', what = ''] = cellsOf(line);
  return `${timeText(timeOf(time))} | ${pump} | ${what}`;
};

/** What is done at one go: rows, then the clock. */
interface Segment {
  readonly rows: SourceRow[];
  clock: number;
}

class Run {
  readonly #case: Case;
  readonly #program: Program;
  readonly #way: Way;
  readonly #rows = new Map<string, string[]>();
  #engine: Engine;

  constructor(one: Case, program: Program, way: Way) {
    this.#case = one;
    this.#program = program;
    this.#way = way;
    this.#engine = this.#start(undefined);
  }

  rows(): ReadonlyMap<string, string[]> {
    for (const { rows, clock } of this.#segments()) {
      if (this.#way === 'at once') this.#step(rows, clock, clock);
      else {
        for (const row of rows) this.#step([row], row.time, clock);
        this.#step([], clock, clock);
      }
    }
    return this.#rows;
  }

  #step(rows: readonly SourceRow[], watermark: number, now: number): void {
    this.#engine.step({ now, rows, watermark });
    if (this.#way !== 'from snapshots') return;
    this.#engine = this.#start(deserialize(serialize(this.#engine.snapshot())) as Saved);
  }

  #start(snapshot: Saved | undefined): Engine {
    const engine = new Engine(this.#program, {
      sink: {
        row: (index, { time, values }) => {
          const stream = this.#program.streams[index];
          if (stream === undefined) throw new Error(`a row of a stream ${index} that is none`);
          const { name, kind, columns } = stream;
          const text = kind === 'error' ? errorText(values) : rowText(time, values, columns);
          this.#rows.set(name, [...(this.#rows.get(name) ?? []), text]);
        },
      },
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    for (const [name, { columns, rows }] of Object.entries(this.#case.tables ?? {}))
      engine.loadTable(
        name,
        linesOf(rows).map((line) => valuesOf(cellsOf(line), columnsOf(columns))),
      );
    return engine;
  }

  #segments(): Segment[] {
    const segments: Segment[] = [{ rows: [], clock: 0 }];
    let current: Segment | undefined = segments[0];
    for (const line of linesOf(this.#case.feed ?? '')) {
      current ??= segments[segments.push({ rows: [], clock: 0 }) - 1];
      if (current === undefined) break;
      const clock = /^clock (.*)$/u.exec(line)?.[1];
      if (clock !== undefined) {
        current.clock = timeOf(clock);
        current = undefined;
        continue;
      }
      const row = this.#sourceRow(line);
      current.rows.push(row);
      current.clock = row.time;
    }
    return segments;
  }

  #sourceRow(line: string): SourceRow {
    const [, name, rest = ''] = /^(?:([A-Za-z_]\w*): )?(.*)$/u.exec(line) ?? [];
    const stream = this.#program.streams.findIndex((one) => one.kind === 'source' && (name ?? one.name) === one.name);
    const { columns } = this.#program.streams[stream] ?? assert.fail(`no source for '${line}'`);
    const [time = '', ...cells] = cellsOf(rest);
    return { stream, time: timeOf(time), values: valuesOf(cells, columns) };
  }
}

/** ERROR_TIME, ERROR_LEVEL, ERROR_NAME, MESSAGE, DATA_ROWTIME, DATA_ROW, PUMP_NAME. */
function errorText([, , name, message, time, , pump]: readonly unknown[]): string {
  const code = /Code=(\w+)/u.exec(String(message))?.[1];
  const what = code ?? (name === 'Row out of order' ? 'late' : String(message));
  return `${timeText(Number(time))} | ${String(pump)} | ${what}`;
}
