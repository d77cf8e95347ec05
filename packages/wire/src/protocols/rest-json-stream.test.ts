import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from '../blob.js';
import { AwsError } from '../errors.js';
import { decodeMessage } from '../event-stream.js';
import type { EncodedBody } from '../protocol.js';
import { blob, eventStream, header, integer, payload, required, statusCode, string, structure } from '../shapes.js';
import { restJsonProtocol } from './rest-json.js';

const output = structure('Response', {
  StatusCode: statusCode(integer()),
  ExecutedVersion: header('X-Amz-Executed-Version', string()),
  ResponseStreamContentType: header('Content-Type', string()),
  EventStream: required(
    payload(
      eventStream({
        PayloadChunk: structure('Update', { Payload: payload(blob()) }),
        InvokeComplete: structure('Complete', { ErrorCode: string(), LogResult: string() }),
        Note: structure('Note', { Text: payload(string()) }),
      }),
    ),
  ),
});
const protocol = restJsonProtocol();
const answering = { operation: 'InvokeWithResponseStream', requestId: 'r' };

async function messagesOf({ body }: EncodedBody) {
  assert.ok(typeof body === 'object' && Symbol.asyncIterator in body);
  const messages = [];
  for await (const chunk of body) {
    const message = decodeMessage(chunk);
    assert.equal(message?.length, chunk.byteLength);
    messages.push([message.headers, Buffer.from(message.payload).toString()]);
  }
  return messages;
}

test('a stream of events has no first message: the other members are headers, and a payload is the bytes of its member', async () => {
  const answer = protocol.encode(
    output,
    {
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      EventStream: (async function* () {
        yield { PayloadChunk: { Payload: Blob.fromBytes(Buffer.from('{"a":')) } };
        yield { PayloadChunk: {} };
        yield { Note: { Text: 'n' } };
        yield { InvokeComplete: { LogResult: 'bG9n' } };
      })(),
    },
    answering,
  );
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.headers, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amz-executed-version': '$LATEST',
  });
  const event = (type: string, contentType: string) => ({
    ':event-type': type,
    ':content-type': contentType,
    ':message-type': 'event',
  });
  assert.deepEqual(
    (await messagesOf(answer)).map(([headers, text]) => [{ ...(headers as object) }, text]),
    [
      [event('PayloadChunk', 'application/octet-stream'), '{"a":'],
      [event('PayloadChunk', 'application/octet-stream'), ''],
      [event('Note', 'text/plain'), 'n'],
      [event('InvokeComplete', 'application/json'), '{"LogResult":"bG9n"}'],
    ],
  );
});

test('an error of the stream is its last message', async () => {
  const answer = protocol.encode(
    output,
    {
      // oxlint-disable-next-line require-yield
      EventStream: (async function* () {
        throw new AwsError('ServiceException', 'No.', { status: 500 });
      })(),
    },
    answering,
  );
  const [message, ...more] = await messagesOf(answer);
  assert.equal(more.length, 0);
  assert.deepEqual(
    { ...(message?.[0] as object) },
    {
      ':exception-type': 'ServiceException',
      ':content-type': 'application/json',
      ':message-type': 'exception',
    },
  );
});
