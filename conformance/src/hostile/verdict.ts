import assert from 'node:assert/strict';
import { fromCbor } from '../harness/cbor.js';
import type { Answer } from '../harness/raw.js';
import type { Child } from './child.js';

/**
 * An answer as a client may rely on: a success, or an error of AWS's form that is the client's fault. Never an internal failure, never a
 * word of our own code.
 */
export function assertWellFormed(answer: Answer, about: string): void {
  const { status, text } = answer;
  const said = `${about} → ${status} ${text.slice(0, 400)}`;
  assert.ok(status >= 200 && status < 500, said);
  assert.doesNotMatch(text, /\bat .*(\.js|node:)|node_modules|TypeError|RangeError|InternalFailure/, said);
  assert.match(String(answer.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/, said);
  if (status < 300) return;
  const type = errorOf(answer);
  assert.match(type, /^[A-Z][A-Za-z]+$/, said);
}

/** The code of an error, in whichever protocol it came; empty when there is none. */
export function errorOf(answer: Answer): string {
  const contentType = answer.headers['content-type'];
  if (contentType === 'text/xml') return /<Code>([^<]*)<\/Code>/.exec(answer.text)?.[1] ?? '';
  const document =
    contentType === 'application/x-amz-cbor-1.1' ? (fromCbor(answer.bytes) as Record<string, unknown>) : answer.json;
  const type = document?.['__type'];
  return typeof type === 'string' ? type : '';
}

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  const answer = await child.raw.call('ListStreams', {});
  assert.equal(answer.status, 200, answer.text);
  assert.equal(child.log, '');
}
