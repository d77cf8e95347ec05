import type { InAppStream } from './state.js';

export interface LiveRow {
  /** Its place among all that the stream has had since the run began. */
  readonly place: number;
  readonly time: string;
  readonly values: readonly (string | null)[];
  /** Whether it was not there at the look before. */
  readonly isNew: boolean;
}

export interface LiveRows {
  readonly stream: string;
  readonly count: number;
  /** The newest first. */
  readonly rows: readonly LiveRow[];
  /** Rows that came and went between two looks. */
  readonly missed: number;
}

/** How many are kept. */
export const mostLiveRows = 500;

/** What is shown after another look at the stream. A count that falls tells a new run: it begins anew. */
export function afterLook(before: LiveRows | undefined, { Name, RecordCount, Rows }: InAppStream): LiveRows {
  const goesOn = before !== undefined && before.stream === Name && RecordCount >= before.count;
  const known = goesOn ? before.count : undefined;
  const first = RecordCount - Rows.length;
  const come = Rows.map(({ RowTime, Values }, index) => ({
    place: first + index,
    time: RowTime,
    values: Values,
    isNew: known !== undefined && first + index >= known,
  }));
  if (!goesOn) return { stream: Name, count: RecordCount, rows: come.toReversed(), missed: 0 };
  const fresh = come.filter(({ isNew }) => isNew).toReversed();
  const old = fresh.length === 0 && before.rows.every(({ isNew }) => !isNew) ? before.rows : before.rows.map(settle);
  const missed = before.missed + Math.max(0, first - before.count);
  return { stream: Name, count: RecordCount, rows: [...fresh, ...old].slice(0, mostLiveRows), missed };
}

const settle = (row: LiveRow): LiveRow => (row.isNew ? { ...row, isNew: false } : row);

/** Rows in which any value has the text. */
export function rowsWith(rows: readonly LiveRow[], text: string): readonly LiveRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ time, values }) =>
    [time, ...values].some((value) => value !== null && value.toLowerCase().includes(wanted)),
  );
}
