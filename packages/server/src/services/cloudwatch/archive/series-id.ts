import { createHash } from 'node:crypto';

/** A metric within its account and region. */
export interface SeriesName {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The 16 bytes that stand for a metric in keys, remembered for those that come again and again. */
export class SeriesIds {
  #known = new Map<string, string>();

  of(series: SeriesName): string {
    const text = textOf(series);
    let id = this.#known.get(text);
    if (id === undefined) {
      id = createHash('sha256').update(text).digest().subarray(0, 16).toString('latin1');
      if (this.#known.size >= MOST_KNOWN) this.#known = new Map();
      this.#known.set(text, id);
    }
    return id;
  }
}

const MOST_KNOWN = 50_000;

/** Lengths stand before the texts, which may hold any character. */
function textOf({ namespace, metric, dimensions }: SeriesName): string {
  let text = `${namespace.length}:${namespace}${metric.length}:${metric}`;
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  for (const name of names) {
    const value = dimensions[name] ?? '';
    text += `${name.length}:${name}${value.length}:${value}`;
  }
  return text;
}
