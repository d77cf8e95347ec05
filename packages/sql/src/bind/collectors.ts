import type { AggregateCall, AnalyticWindow } from './plan.js';
import type { Typed } from './typed.js';
import { typedText } from './typed-text.js';

// Calls are numbered before it is known where their values will stand: such columns lie beyond every row.
const firstPlaceholder = 1_000_000;
const callsPerWindow = 10_000;

/** Aggregate calls of a query; equal ones stand once. */
export class CallCollector {
  readonly calls: AggregateCall[] = [];
  readonly #indexes = new Map<string, number>();

  /** The column in which the call's value will be found, by way of `callOf`. */
  add(call: AggregateCall): Typed {
    let index = this.#indexes.get(call.text);
    if (index === undefined) {
      index = this.calls.push(call) - 1;
      this.#indexes.set(call.text, index);
    }
    return { kind: 'column', index: firstPlaceholder + index, type: call.aggregate.type };
  }
}

/** The number of the call whose value a column stands for. */
export const callOf = (index: number): number | undefined =>
  index >= firstPlaceholder ? index - firstPlaceholder : undefined;

/** Windows of a query with the calls over them; equal ones stand once. */
export class OverCollector {
  readonly #windows: { text: string; window: Omit<AnalyticWindow, 'calls'>; calls: CallCollector }[] = [];

  add(window: Omit<AnalyticWindow, 'calls'>, call: AggregateCall): Typed {
    const text = windowText(window);
    let index = this.#windows.findIndex((known) => known.text === text);
    if (index < 0) index = this.#windows.push({ text, window, calls: new CallCollector() }) - 1;
    const column = this.#windows[index]?.calls.add(call);
    if (column?.kind !== 'column') throw new TypeError('A call is a column');
    return { ...column, index: column.index + index * callsPerWindow };
  }

  get windows(): AnalyticWindow[] {
    return this.#windows.map(({ window, calls }) => ({ ...window, calls: calls.calls }));
  }

  /** Where the values of calls stand, counted from the first call's; undefined for other columns. */
  offsetOf(index: number): number | undefined {
    const number = callOf(index);
    if (number === undefined) return undefined;
    const before = this.#windows.slice(0, Math.floor(number / callsPerWindow));
    return before.reduce((sum, { calls }) => sum + calls.calls.length, number % callsPerWindow);
  }
}

export function windowText({ partition, frame, order }: Omit<AnalyticWindow, 'calls'>): string {
  const parts: string[] = [];
  if (partition.length > 0) parts.push(`PARTITION BY ${partition.map(typedText).join(', ')}`);
  if (order !== undefined) parts.push(`ORDER BY ${typedText(order)}`);
  if (frame.rows !== undefined) parts.push(`ROWS ${frame.rows} PRECEDING`);
  else if (frame.range !== undefined) parts.push(`RANGE ${frame.range} ms PRECEDING`);
  else parts.push('UNBOUNDED PRECEDING');
  return parts.join(' ');
}
