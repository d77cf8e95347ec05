import { isCode, problemOf } from '../../../shared/aws-problem.js';
import type { CodeMark } from '../../../shared/code-editor.js';
import { placeOf } from './language.js';

/** Where a query is malformed; undefined for what failed for other reasons. */
export function markOf(error: unknown, query: string): CodeMark | undefined {
  if (!isCode(error, 'MalformedQueryException')) return undefined;
  const { queryCompileError }: { queryCompileError?: { location?: { startCharOffset?: number }; message?: string } } =
    Object(error);
  const text = queryCompileError?.message ?? problemOf(error).message;
  return { ...placeOf(query, queryCompileError?.location?.startCharOffset ?? 0), text, type: 'error' };
}
