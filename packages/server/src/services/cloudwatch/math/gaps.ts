import { computed, Cursor, type Scalar, type Series } from './values.js';

/**
 * A series with a point in every period: those that it lacks are the number, those of the other series, the last one before them, or on the line between the
 * points around them, level before the first and after the last.
 */
export function fill(series: Series, by: Series | Scalar | 'REPEAT' | 'LINEAR', grid: readonly number[]): Series {
  const times = [...new Set([...grid, ...series.times])].sort((a, b) => a - b);
  const own = new Cursor(series);
  const filling = fillingOf(series, by);
  return computed(
    series,
    times.map((time) => [time, own.at(time) ?? filling(time) ?? NaN] as const),
  );
}

type Filling = (time: number) => number | undefined;

function fillingOf(series: Series, by: Series | Scalar | 'REPEAT' | 'LINEAR'): Filling {
  if (typeof by === 'object') {
    if (by.kind === 'scalar') return () => by.value;
    const other = new Cursor(by);
    return (time) => other.at(time);
  }
  const { times, values } = series;
  /** The first point after the time: times rise. */
  let next = 0;
  const advance = (time: number): void => {
    while ((times[next] ?? Infinity) <= time) next++;
  };
  if (by === 'REPEAT') {
    return (time) => {
      advance(time);
      return values[next - 1];
    };
  }
  return (time) => {
    advance(time);
    const [before, after] = [values[next - 1], values[next]];
    if (before === undefined || after === undefined) return before ?? after;
    const [from, to] = [times[next - 1] ?? 0, times[next] ?? 0];
    return before + ((after - before) * (time - from)) / (to - from);
  };
}

/**
 * `IF`: at each time of the condition what is taken where it is not 0, otherwise the other. What is taken counts as 0 where it has no point;
 * where the other has none, or there is no other, there is none. A number as the condition takes one of them whole.
 */
export function choose(
  condition: Series | Scalar,
  taken: Series | Scalar,
  other: Series | Scalar | undefined,
  usual: Pick<Series, 'period' | 'label'>,
): Series | Scalar {
  if (condition.kind === 'scalar') {
    if (Number.isNaN(condition.value)) return computed(usual, []);
    return (condition.value !== 0 ? taken : other) ?? computed(usual, []);
  }
  const [takenAt, otherAt] = [reader(taken), other === undefined ? () => undefined : reader(other)];
  return computed(
    condition,
    condition.times.map(
      (time, index) => [time, (condition.values[index] !== 0 ? (takenAt(time) ?? 0) : otherAt(time)) ?? NaN] as const,
    ),
  );
}

function reader(value: Series | Scalar): Filling {
  if (value.kind === 'scalar') return () => value.value;
  const cursor = new Cursor(value);
  return (time) => cursor.at(time);
}
