import { MalformedQueryError, type LogEvent, type Query, type QueryRun } from './query.js';

export { MalformedQueryError, QueryTooLargeError } from './query.js';
export type { LogEvent, Query, QueryRun, QueryStatistics, ResultRow } from './query.js';

/**
 * Compiles a query in the Logs Insights query language.
 * @throws MalformedQueryError
 */
export function compileQuery(text: string): Query {
  throw new MalformedQueryError('Query cannot be compiled', {
    start: 0,
    end: text.length,
    message: 'unexpected symbol found',
  });
}

/**
 * Feeds a query with pages of events until there are no more, it needs no more, or the signal is aborted.
 * The loop is left to others between pages.
 */
export async function executeQuery(
  run: QueryRun,
  pages: AsyncIterable<Iterable<LogEvent>>,
  signal?: AbortSignal,
): Promise<void> {
  for await (const page of pages) {
    if (signal?.aborted === true) return;
    run.feed(page);
    if (run.isDone) return;
  }
}
