import { countDistinctItems } from './count-distinct-items.js';
import { groupRank } from './group-rank.js';
import { hotspots } from './hotspots.js';
import { randomCutForest, randomCutForestWithExplanation } from './random-cut-forest.js';
import type { TableFunction } from './table-function.js';
import { topKItems } from './top-k-items.js';

/** The functions that stand in `TABLE(…)`. */
export const tableFunctions: readonly TableFunction[] = [
  randomCutForest,
  randomCutForestWithExplanation,
  hotspots,
  countDistinctItems,
  topKItems,
  groupRank,
];

const byName: ReadonlyMap<string, TableFunction> = new Map(tableFunctions.map((one) => [one.name, one]));

/** By its name in capitals, as an unquoted identifier is read. */
export const tableFunctionNamed = (name: string): TableFunction | undefined => byName.get(name);
