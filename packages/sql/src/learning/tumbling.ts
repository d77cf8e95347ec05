import type { Saved } from '../aggregates/aggregate.js';
import type { Value } from '../types/sql-type.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { RowTransformer, TimedRow } from './table-function.js';

/** What a window gathers. */
export interface WindowContent {
  add(values: readonly Value[]): void;
  /** The rows given out at the window's end. */
  result(): readonly (readonly Value[])[];
  save(): Saved;
}

/**
 * Windows of equal length, one behind the other, from 1970 on. A window's rows are given out with its end as their ROWTIME; a window without rows
 * gives out nothing.
 * @param size ms
 */
export function tumbling(
  size: number,
  create: (saved?: Saved) => WindowContent,
  saved: Saved | undefined,
): RowTransformer {
  const windows: { end: number; content: WindowContent }[] = [];
  if (saved !== undefined)
    for (const window of savedList(saved)) {
      const [end, content] = savedList(window);
      windows.push({ end: savedNumber(end), content: create(content) });
    }
  return {
    row(values, time) {
      const end = (Math.floor(time / size) + 1) * size;
      let window = windows.at(-1);
      if (window === undefined || window.end < end) {
        window = { end, content: create() };
        windows.push(window);
      }
      window.content.add(values);
      return [];
    },
    advance(time) {
      const ended: TimedRow[] = [];
      for (let first = windows[0]; first !== undefined && first.end <= time; first = windows[0]) {
        for (const values of first.content.result()) ended.push({ time: first.end, values });
        windows.shift();
      }
      return ended;
    },
    nextEnd: () => windows[0]?.end,
    save: () => windows.map(({ end, content }) => [end, content.save()]),
  };
}
