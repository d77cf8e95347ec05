import { discover } from './discovered.js';
import { parseQuery } from './parse-query.js';
import { planQuery } from './plan.js';
import type { LogEvent, Query, QueryRun } from './query.js';
import { PlanRun } from './run.js';
import { textOf } from './values.js';

export { Budget } from './budget.js';
export { MalformedQueryError, QueryTooLargeError } from './query.js';
export type { LogEvent, Query, QueryRun, QueryStatistics, ResultRow } from './query.js';
export { timestampText } from './values.js';

/**
 * Compiles a query in the Logs Insights query language.
 * @throws MalformedQueryError
 */
export function compileQuery(text: string): Query {
  const { sources, commands } = parseQuery(text);
  const plan = planQuery(commands);
  return { sources, start: ({ now, limit, memory }) => new PlanRun(plan, { now }, limit, memory) };
}

/**
 * Feeds a query with pages of events until there are no more, it needs no more, or the signal is aborted.
 * A page is worked through in one go: whoever makes pages keeps them small, and lets others have the event loop between them.
 * @throws QueryTooLargeError
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

/** The fields that AWS finds in a message by itself, as GetLogRecord shows them: what GetLogGroupFields counts. */
export function discoveredFields(event: Pick<LogEvent, 'message' | 'logGroup'>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of discover(event)) {
    const text = textOf(value);
    if (text !== undefined) fields.set(name, text);
  }
  return fields;
}
