import assert from 'node:assert/strict';
import type { Answer } from '../../harness/raw.js';
import { assertWellFormed, errorOf } from '../verdict.js';
import type { Known } from './operations.js';

/** What a service may say to any request, beside what its operations declare. */
const common: ReadonlySet<string> = new Set([
  'ValidationError',
  'ValidationException',
  'SerializationException',
  'MalformedInput',
  'MalformedQueryString',
  'InvalidAction',
  'MissingAction',
  'AccessDenied',
  'AccessDeniedException',
  'UnknownOperationException',
  'MissingAuthenticationToken',
  // STS's, on record though undeclared.
  'InvalidParameterValue',
]);
const statuses: ReadonlySet<number> = new Set([400, 403, 404, 409, 413]);

/** Well-formed, and a success or one of the errors that the operation may answer. Says which it was: the code, or nothing. */
export function assertExpected({ operation, errors }: Known, answer: Answer, about: string): string | undefined {
  assertWellFormed(answer, about);
  const { status, text } = answer;
  const said = `${about} → ${status} ${text.slice(0, 400)}`;
  assert.doesNotMatch(text, /\/(?:dist|src)\/|\.ts:\d|ENOENT|RegistryConflict/, said);
  if (status < 300) return undefined;
  const code = errorOf(answer);
  assert.ok(statuses.has(status), said);
  assert.ok(common.has(code) || errors.includes(code), `${operation} declares no ${code}: ${said}`);
  return code;
}
