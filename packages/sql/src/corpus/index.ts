import type { Case } from './case.js';
import { casts } from './casts.js';
import { chained } from './chained.js';
import { dates } from './dates.js';
import { errorsAtCompileTime } from './errors-at-compile-time.js';
import { errorsAtRunTime } from './errors-at-run-time.js';
import { joins } from './joins.js';
import { learning } from './learning.js';
import { logParsing } from './log-parsing.js';
import { numbers } from './numbers.js';
import { referenceJoins } from './reference-joins.js';
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
  'tumbling windows': tumbling,
  'sliding windows': sliding,
  'stagger windows': stagger,
  joins,
  'reference tables': referenceJoins,
  'chained streams': chained,
  'views and functions': viewsAndFunctions,
  'unions and DISTINCT': unionsAndDistinct,
  sorting,
  'functions over cursors': learning,
  'log parsing': logParsing,
  strings,
  numbers,
  'dates and times': dates,
  casts,
  'errors at compile time': errorsAtCompileTime,
  'errors at run time': errorsAtRunTime,
};
