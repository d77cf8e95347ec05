import type { Saved } from '../aggregates/aggregate.js';
import { longestVarchar, varchar, type Column } from '../types/sql-type.js';
import { CallArguments, learnableColumns, orProblem } from './call-arguments.js';
import { DensityWindow, type DenseRegion, type DensityOptions } from './density-window.js';
import { readRecord } from './record.js';
import type { RowTransformer, TableFunction } from './table-function.js';

/**
 * Tells with every row where the last rows crowd.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sqlrf-hotspots.html
 */
export const hotspots: TableFunction = {
  name: 'HOTSPOTS',
  signatures: ['HOTSPOTS(<CURSOR>, <INTEGER>, <DOUBLE>, <INTEGER>)'],
  resolve: (call) =>
    orProblem(() => {
      const read = new CallArguments('HOTSPOTS', call, 3, 3);
      const windowSize = read.integer('windowSize', 100, 1000);
      const radius = read.positive('scanRadius');
      const leastPoints = read.integer('minimumNumberOfPointsInAHotspot', 2, windowSize);
      const numeric = learnableColumns(call.cursorColumns);
      if (numeric.length === 0) throw read.problem('the cursor has no numeric column (DECIMAL is not supported)');
      const options = { dimensions: numeric.length, windowSize, radius, leastPoints };
      return {
        columns: [...call.cursorColumns, result],
        create: (saved) => finder(options, numeric, saved),
      };
    }),
};

/** The reference calls the column HOTSPOT_RESULTS in its text, and HOTSPOTS_RESULT in all its programs. */
const result: Column = { name: 'HOTSPOTS_RESULT', type: varchar(longestVarchar) };

function finder(options: DensityOptions, numeric: readonly number[], saved: Saved | undefined): RowTransformer {
  const window = new DensityWindow(options, saved);
  const record = new Float64Array(numeric.length);
  return {
    row(values) {
      if (readRecord(values, numeric, record)) window.push(record);
      return [[...values, hotspotsText(window.regions(), options.radius)]];
    },
    save: () => window.save(),
  };
}

/** The densest first; the least dense are left out where the text would be longer than its column. */
function hotspotsText(regions: readonly DenseRegion[], radius: number): string {
  const found = regions
    .map((region) => ({ region, density: densityOf(region, radius) }))
    .toSorted((a, b) => b.density - a.density);
  let text = '';
  for (const { region, density } of found) {
    const { minValues, maxValues } = region;
    const next = `${text === '' ? '' : ','}${JSON.stringify({ density, minValues, maxValues })}`;
    if (prefix.length + text.length + next.length + suffix.length > longestVarchar) break;
    text += next;
  }
  return `${prefix}${text}${suffix}`;
}

const prefix = '{"hotspots":[';
const suffix = ']}';

/**
 * Points per volume of the box that they fill. A side shorter than the scan radius counts as the radius: points in a line or in one place would fill
 * nothing, and be infinitely dense.
 */
function densityOf({ points, minValues, maxValues }: DenseRegion, radius: number): number {
  let density = points;
  for (const [dimension, least] of minValues.entries())
    density /= Math.max(radius, (maxValues[dimension] ?? least) - least);
  return Math.min(Number.MAX_VALUE, density);
}
