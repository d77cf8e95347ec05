import type { Saved } from '../aggregates/aggregate.js';
import { DOUBLE, varchar, type Column, type Value } from '../types/sql-type.js';
import { CallArguments, learnableColumns, orProblem } from './call-arguments.js';
import { explain, nothingLearnt } from './explanation.js';
import { RandomCutForest } from './forest/random-cut-forest.js';
import { Shingle } from './forest/shingle.js';
import { readRecord } from './record.js';
import { savedList } from '../aggregates/saved.js';
import type { RowTransformer, TableFunction, TableFunctionCall } from './table-function.js';

/**
 * Scores every row by how unlike the rows before it it is; 0 while it learns.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sqlrf-random-cut-forest.html
 */
export const randomCutForest: TableFunction = {
  name: 'RANDOM_CUT_FOREST',
  signatures: ['RANDOM_CUT_FOREST(<CURSOR>[, <INTEGER>[, <INTEGER>[, <INTEGER>[, <INTEGER>]]]])'],
  resolve: (call) =>
    orProblem(() => {
      const options = readOptions('RANDOM_CUT_FOREST', call, 4);
      return {
        columns: [...call.cursorColumns, score],
        create: (saved) => scorer(options, saved),
      };
    }),
};

/**
 * The same, with each column's part in the score.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sqlrf-random-cut-forest-with-explanation.html
 */
export const randomCutForestWithExplanation: TableFunction = {
  name: 'RANDOM_CUT_FOREST_WITH_EXPLANATION',
  signatures: [
    'RANDOM_CUT_FOREST_WITH_EXPLANATION(<CURSOR>[, <INTEGER>[, <INTEGER>[, <INTEGER>[, <INTEGER>[, <BOOLEAN>]]]]])',
  ],
  resolve: (call) =>
    orProblem(() => {
      const options = readOptions('RANDOM_CUT_FOREST_WITH_EXPLANATION', call, 5);
      return {
        columns: [...call.cursorColumns, score, explanation],
        create: (saved) => scorer({ ...options, explained: true }, saved),
      };
    }),
};

const score: Column = { name: 'ANOMALY_SCORE', type: DOUBLE };
/** As long as the reference's example declares it. 30 columns of the longest names fit. */
const explanation: Column = { name: 'ANOMALY_EXPLANATION', type: varchar(20_480) };

interface Options {
  /** Where the numbers stand in a row, and their names. */
  readonly numeric: readonly number[];
  readonly names: readonly string[];
  readonly trees: number;
  readonly samples: number;
  readonly timeDecay: number;
  readonly shingleSize: number;
  readonly explained: boolean;
  readonly withDirectionality: boolean;
}

function readOptions(name: string, call: TableFunctionCall, most: number): Options {
  const read = new CallArguments(name, call, 0, most);
  const trees = read.integer('numberOfTrees', 1, 1000, 100);
  const samples = read.integer('subSampleSize', 10, 1000, 256);
  const timeDecay = read.integer('timeDecay', 1, 2_147_483_647, 100_000);
  const shingleSize = read.integer('shingleSize', 1, 30, 1);
  const withDirectionality = most > 4 && read.boolean('withDirectionality', false);
  // The reference says less; AWS's own workshops have them equal.
  if (samples > timeDecay) throw read.problem('subSampleSize must not be greater than timeDecay');
  const numeric = learnableColumns(call.cursorColumns);
  if (numeric.length === 0) throw read.problem('the cursor has no numeric column (DECIMAL is not supported)');
  if (numeric.length > 30) throw read.problem('the cursor can have up to 30 numeric columns');
  // AWS lets the largest forests run out of memory; ours would take the whole server along.
  if (trees * samples * numeric.length * shingleSize > mostCells)
    throw read.problem('numberOfTrees, subSampleSize and shingleSize ask for more memory than there is');
  const names = numeric.map((column) => call.cursorColumns[column]?.name ?? '');
  return { numeric, names, trees, samples, timeDecay, shingleSize, explained: false, withDirectionality };
}

/** Coordinates in all samples together; 24 bytes each at most. The default forest with 30 columns and shingles of 30 has 23 million. */
const mostCells = 30_000_000;

function scorer(options: Options, saved: Saved | undefined): RowTransformer {
  const { numeric, trees, samples, timeDecay, shingleSize } = options;
  const [savedForest, savedShingle] = saved === undefined ? [] : savedList(saved);
  const forest = new RandomCutForest(
    { dimensions: numeric.length * shingleSize, trees, samples, timeDecay },
    savedForest,
  );
  const shingle = new Shingle(numeric.length, shingleSize, savedShingle);
  const record = new Float64Array(numeric.length);
  const unscored = options.explained ? [0, nothingLearnt(options.names, options.withDirectionality)] : [0];

  const assess = (point: Float64Array): readonly Value[] => {
    if (forest.learnt < samples) return unscored;
    if (!options.explained) return [forest.score(point)];
    const explained = explain(forest.attribute(point), options.names, options.withDirectionality);
    return [explained.score, explained.text];
  };

  return {
    row(values) {
      const point = readRecord(values, numeric, record) ? shingle.push(record) : undefined;
      if (point === undefined) return [[...values, ...unscored]];
      const assessed = assess(point);
      forest.learn(point);
      return [[...values, ...assessed]];
    },
    save: () => [forest.save(), shingle.save()],
  };
}
