import assert from 'node:assert/strict';
import type { Answer } from '../harness/raw.js';
import { ofOurs } from './words.js';

/** An answer of a JSON service's form: a success, or an error that is the client's fault, one of those that are allowed. Never an internal failure. */
export function assertJsonAnswer(answer: Answer, about: string, allowed: (code: string) => boolean): void {
  const { status, text, headers } = answer;
  const said = `${about} → ${status} ${text.slice(0, 400)}`;
  assert.doesNotMatch(text, ofOurs, said);
  assert.ok(status === 200 || status === 400, said);
  assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/, said);
  if (status === 200) return;
  const code = String(answer.json?.['__type']);
  assert.ok(allowed(code), `undeclared ${code}: ${said}`);
}
