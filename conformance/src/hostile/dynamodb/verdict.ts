import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import type { Answer } from '../../harness/raw.js';
import type { Child } from '../child.js';
import { callDynamoDb } from '../../harness/dynamodb.js';

/** What any operation may say, beside what it declares. */
const common: ReadonlySet<string> = new Set([
  'ValidationException',
  'SerializationException',
  'AccessDeniedException',
  'UnknownOperationException',
  // Of operations on items, on record though undeclared.
  'ConditionalCheckFailedException',
]);

/** An answer of DynamoDB's form: a success, or an error that is the client's fault. Never an internal failure. */
export function assertAnswered(answer: Answer, about: string, declared: readonly string[] = []): void {
  const { status, text, headers, bytes } = answer;
  const said = `${about} → ${status} ${text.slice(0, 400)}`;
  assert.ok(status === 200 || status === 400 || status === 413, said);
  assert.doesNotMatch(
    text,
    /\bat .*(\.js|node:)|node_modules|TypeError|RangeError|InternalFailure|InternalServerError/,
    said,
  );
  assert.match(String(headers['x-amzn-requestid']), /^[A-Z0-9]{52}$/, said);
  if (status === 413) return;
  assert.equal(headers['x-amz-crc32'], String(crc32(bytes)), said);
  if (status === 200) return;
  const [, code = ''] = /^com\.amazon(?:aws)?\.[a-z0-9.]+#([A-Za-z]+)$/.exec(String(answer.json?.['__type'])) ?? [];
  assert.ok(common.has(code) || declared.includes(code), `undeclared: ${said}`);
}

/** Nothing that was sent has hurt: the process lives, answers, and has logged no failure of its own. */
export async function assertUnhurt(child: Child): Promise<void> {
  assert.ok(child.isAlive, `the server has ended: ${child.log}`);
  const { status, text } = await callDynamoDb(child.raw, 'DescribeTable', { TableName: 'target' });
  assert.equal(status, 200, text);
  assert.equal(child.log, '');
}
