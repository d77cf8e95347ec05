import { sqlErrorAt } from '../errors.js';
import { streamsOf } from './plan-inputs.js';
import type { Pump } from './plan.js';

/** Rows that come round again would never come to an end. */
export function refuseCycles(pumps: readonly Pump[]): void {
  const readers = new Map<string, Pump[]>();
  for (const pump of pumps)
    for (const stream of streamsOf(pump.plan)) readers.set(stream, [...(readers.get(stream) ?? []), pump]);
  for (const pump of pumps) {
    const seen = new Set<string>();
    const open = [pump.into];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const reader of readers.get(next) ?? []) {
        if (reader === pump) throw sqlErrorAt(pump.at, `Pump '${pump.name}' would read what it writes`);
        open.push(reader.into);
      }
    }
  }
}
