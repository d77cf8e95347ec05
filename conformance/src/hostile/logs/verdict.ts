import assert from 'node:assert/strict';
import type { Answer, RawClient, RawRequest } from '../../harness/raw.js';
import type { Child } from '../child.js';
import { assertJsonAnswer } from '../json-answer.js';

/** What any operation may say, beside what it declares. */
const common: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'AccessDeniedException',
  'InvalidParameterException',
  'ResourceNotFoundException',
  'UnknownOperationException',
]);

/** A signed request of Logs, whatever its answer. @param body what is sent, as it is */
export const callLogs = (
  raw: RawClient,
  operation: string,
  body: string | Uint8Array,
  request: RawRequest = {},
): Promise<Answer> =>
  raw.send({
    body,
    ...request,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      ...request.headers,
    },
    sign: { service: 'logs' },
  });

/** An answer of Logs' form: a success, or an error that is the client's fault. Never an internal failure. */
export const assertAnswered = (answer: Answer, about: string, declared: readonly string[] = []): void =>
  assertJsonAnswer(answer, about, (code) => common.has(code) || declared.includes(code));

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  const { status, text } = await callLogs(
    child.raw,
    'DescribeLogStreams',
    JSON.stringify({ logGroupName: 'target', logStreamNamePrefix: 'stream' }),
  );
  assert.equal(status, 200, text);
  assert.match(text, /"logStreamName":"stream"/);
  assert.equal(child.log, '');
}
