import type { Attribution } from './forest/random-cut-forest.js';

/** The anomaly score and its explanation in JSON: a column's attribution is that of all its places in a shingle together. */
export function explain(
  { low, high }: Attribution,
  names: readonly string[],
  withDirectionality: boolean,
): { readonly score: number; readonly text: string } {
  let score = 0;
  const columns = names.map((name, column) => {
    let below = 0;
    let above = 0;
    for (let place = column; place < low.length; place += names.length) {
      below += low[place] as number;
      above += high[place] as number;
    }
    score += below + above;
    return { name, below, above };
  });
  return { score, text: write(columns, withDirectionality) };
}

/** While the forest learns: no attribution, and LOW with no strength. */
export const nothingLearnt = (names: readonly string[], withDirectionality: boolean): string =>
  write(
    names.map((name) => ({ name, below: 0, above: 0 })),
    withDirectionality,
  );

interface ColumnAttribution {
  readonly name: string;
  /** The score's parts for being lower and for being higher than the rest. */
  readonly below: number;
  readonly above: number;
}

/** AWS writes numbers as strings with four digits, in this order. How it computes STRENGTH is not published: the parts' difference here. */
function write(columns: readonly ColumnAttribution[], withDirectionality: boolean): string {
  const members = columns.map(({ name, below, above }) => {
    const direction = withDirectionality
      ? `"DIRECTION":"${above > below ? 'HIGH' : 'LOW'}","STRENGTH":"${Math.abs(above - below).toFixed(4)}",`
      : '';
    return `${JSON.stringify(name)}:{${direction}"ATTRIBUTION_SCORE":"${(above + below).toFixed(4)}"}`;
  });
  return `{${members.join(',')}}`;
}
