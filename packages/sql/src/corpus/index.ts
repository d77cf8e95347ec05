import { aggregates } from './aggregates.js';
import { analytic } from './analytic.js';
import type { Case } from './case.js';
import { casts } from './casts.js';
import { chained } from './chained.js';
import { combinations } from './combinations.js';
import { dates } from './dates.js';
import { errorsAtRunTime } from './errors-at-run-time.js';
import { examples } from './examples.js';
import { joins } from './joins.js';
import { learning } from './learning.js';
import { liberties } from './liberties.js';
import { logParsing } from './log-parsing.js';
import { numbers } from './numbers.js';
import { referenceJoins } from './reference-joins.js';
import { refusedExpressions } from './refused-expressions.js';
import { refusedStatements } from './refused-statements.js';
import { refusedWindows } from './refused-windows.js';
import { sliding } from './sliding.js';
import { sorting } from './sorting.js';
import { stagger } from './stagger.js';
import { strings } from './strings.js';
import { tumbling } from './tumbling.js';
import { unionsAndDistinct } from './unions-and-distinct.js';
import { viewsAndFunctions } from './views-and-functions.js';
import { workshop } from './workshop.js';

/** What programs must come to, by themes. */
export const corpus: Readonly<Record<string, readonly Case[]>> = {
  'the workshop': workshop,
  examples,
  combinations,
  'tumbling windows': tumbling,
  'aggregates of groups': aggregates,
  'sliding windows': sliding,
  'functions over windows': analytic,
  'stagger windows': stagger,
  joins,
  'reference tables': referenceJoins,
  'chained streams': chained,
  'views and functions': viewsAndFunctions,
  'unions and DISTINCT': unionsAndDistinct,
  sorting,
  'functions over cursors': learning,
  'log parsing': logParsing,
  'liberties taken': liberties,
  strings,
  numbers,
  'dates and times': dates,
  casts,
  'refused names and types': refusedExpressions,
  'refused windows and joins': refusedWindows,
  'refused statements': refusedStatements,
  'errors at run time': errorsAtRunTime,
};
