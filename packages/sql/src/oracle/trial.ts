import { compileProgram } from '../bind/index.js';
import { Engine } from '../execute/engine.js';
import type { Row, SourceRow } from '../execute/engine-types.js';
import type { Column, Value } from '../types/sql-type.js';
import { Choices } from './choices.js';
import type { Reference } from './generate-expression.js';
import { madeProgram } from './generate-program.js';
import { gap, givenColumns, givenValues, type GivenColumn } from './generate-rows.js';
import { evaluated, type Expected, type GivenRows } from './program.js';

/** A program and all that goes into it. */
export interface Trial {
  readonly text: string;
  readonly sources: readonly { readonly name: string; readonly columns: readonly Column[] }[];
  readonly tables: readonly GivenRows[];
  /** In the order of their times. */
  readonly rows: readonly GivenRow[];
  /** After how many rows a batch ends, whether the engine is replaced by a new one then, and how far the watermark is between the last row and the next, of 4. */
  readonly cuts: readonly Cut[];
}

export interface GivenRow extends Row {
  readonly source: string;
}

export interface Cut {
  readonly after: number;
  readonly restores: boolean;
  readonly way: number;
}

/** What a trial is made of: lists of choices, so that it gets simpler as they get shorter and their numbers smaller. */
export interface Seeds {
  readonly schema: readonly number[];
  readonly program: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly cuts: readonly (readonly number[])[];
}

/** 2020-01-01 00:00:00 */
const beginning = 1_577_836_800_000;

export function trialOf(seeds: Seeds): Trial {
  const choices = new Choices(seeds.schema);
  const sources = choices.several(1, 2, (index) => ({ name: `S${index + 1}`, columns: givenColumns(choices) }));
  const tables = choices.several(0, 2, (index): GivenRows => {
    const columns = givenColumns(choices);
    const rows = choices.several(0, 4, () => ({ time: 0, values: givenValues(columns, choices) }));
    return { name: `T${index + 1}`, columns, rows };
  });
  const references = (columns: readonly GivenColumn[]): Reference[] =>
    columns.map(({ name, category }) => ({ text: name, category }));
  const readable = sources.map(({ name, columns }) => ({
    name,
    columns: references(columns),
    ordered: true,
    late: false,
  }));
  const given = tables.map(({ name, columns }) => ({ name, columns: references(columns as readonly GivenColumn[]) }));
  const text = madeProgram(new Choices(seeds.program), readable, given);
  let time = beginning;
  const rows = seeds.rows.map((numbers): GivenRow => {
    const own = new Choices(numbers);
    const source = sources[own.below(sources.length)] ?? sources[0];
    if (source === undefined) throw new TypeError('There is a source');
    time += gap(own);
    return { source: source.name, time, values: givenValues(source.columns, own) };
  });
  const cuts = seeds.cuts.map(([after = 0, restores = 0, way = 0]): Cut => ({
    after: after % 8,
    restores: restores % 3 === 2,
    way: way % 5,
  }));
  return { text, sources, tables, rows, cuts };
}

/** What the definitions give. */
export function expectedOf({ text, sources, tables, rows }: Trial): Expected {
  const given = sources.map(({ name, columns }) => ({
    name,
    columns,
    rows: rows.filter(({ source }) => source === name),
  }));
  return evaluated(text, given, tables);
}

/** What the engine gives, stream by stream. */
export function resultOf({ text, sources, tables, rows, cuts }: Trial): ReadonlyMap<string, Row[]> {
  const program = compileProgram(text, { sources, tables });
  const results = new Map<string, Row[]>(program.streams.map(({ name }) => [name, []]));
  const sink = {
    row: (stream: number, row: Row): void => {
      results.get(program.streams[stream]?.name ?? '')?.push(row);
    },
  };
  const load = (into: Engine): Engine => {
    for (const table of tables)
      into.loadTable(
        table.name,
        table.rows.map(({ values }) => values),
      );
    return into;
  };
  let engine = load(new Engine(program, { sink }));
  const indices = new Map(program.streams.map(({ name }, index) => [name, index]));
  const waiting = rows.map(({ source, time, values }): SourceRow => ({
    stream: indices.get(source) ?? -1,
    time,
    values,
  }));
  let last = beginning;
  for (const { after, restores, way } of cuts) {
    const batch = waiting.splice(0, after);
    last = Math.max(last, batch.at(-1)?.time ?? last);
    last += Math.floor(((Math.min(waiting[0]?.time ?? last, last + 7_200_000) - last) * way) / 4);
    engine.step({ now: last, rows: batch, watermark: last });
    if (restores) engine = load(new Engine(program, { sink, snapshot: structuredClone(engine.snapshot()) }));
  }
  last = Math.max(last, waiting.at(-1)?.time ?? last);
  engine.step({ now: last, rows: waiting, watermark: last });
  // Far enough for every window to end.
  engine.step({ now: last, rows: [], watermark: last + 10 * 86_400_000 });
  return results;
}

/** What differs between two streams' rows: nothing, or a text. */
export function difference(expected: readonly Row[], found: readonly Row[], ordered: boolean): string | undefined {
  if (found.some(({ time }, index) => time < (found[index - 1]?.time ?? -Infinity))) return 'Times fall';
  if (expected.length !== found.length) return `${found.length} rows in place of ${expected.length}`;
  if (ordered) {
    const at = expected.findIndex((row, index) => !isAlike(row, found[index]));
    return at < 0 ? undefined : `Row ${at} differs`;
  }
  const left = [...found];
  for (const row of expected) {
    const at = left.findIndex((other) => isAlike(row, other));
    if (at < 0) return `Missing: ${rowText(row)}`;
    left.splice(at, 1);
  }
  return undefined;
}

const isAlike = (a: Row, b: Row | undefined): boolean =>
  a.time === b?.time && a.values.every((value, index) => isNear(value, b.values[index] ?? null));

function isNear(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

export const rowText = ({ time, values }: Row): string =>
  `${time - beginning}: ${values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')}`;

/** All that is wrong with a trial, or nothing. */
export function verdict(trial: Trial): string | undefined {
  const expected = expectedOf(trial);
  const results = resultOf(trial);
  for (const [name, { rows, ordered }] of expected.streams) {
    const found = results.get(name) ?? [];
    const problem = difference(rows, found, ordered);
    if (problem === undefined) continue;
    return [`${name}: ${problem}`, 'expected', ...rows.map(rowText), 'found', ...found.map(rowText)].join('\n');
  }
  const failures = new Map<string, number>();
  for (const { values } of results.get('error_stream') ?? []) {
    const pump = String(values.at(-1));
    failures.set(pump, (failures.get(pump) ?? 0) + 1);
  }
  for (const pump of new Set([...failures.keys(), ...expected.failures.keys()]))
    if (failures.get(pump) !== expected.failures.get(pump))
      return `${pump}: ${failures.get(pump) ?? 0} errors in place of ${expected.failures.get(pump) ?? 0}`;
  return undefined;
}

/** A trial, to be read. */
export const trialText = ({ text, sources, tables, rows, cuts }: Trial): string =>
  [
    ...sources.map(({ name, columns }) => `${name} (${columnsText(columns)})`),
    ...tables.flatMap(({ name, columns, rows: all }) => [`${name} (${columnsText(columns)})`, ...all.map(rowText)]),
    text,
    ...rows.map((row) => `${row.source} ${rowText(row)}`),
    JSON.stringify(cuts),
  ].join('\n');

const columnsText = (columns: readonly Column[]): string =>
  columns.map(({ name, type }) => `${name} ${JSON.stringify(type)}`).join(', ');
