import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../errors.js';
import { decodeMessage } from '../event-stream.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol } from '../protocol.js';
import { eventStream, integer, required, string, structure } from '../shapes.js';
import type { Infer } from '../shapes.js';
import { cborProtocol } from './cbor.js';
import { jsonProtocol } from './json.js';

const answering = { operation: 'Op', requestId: 'r-1' };
const Subscribe = structure('SubscribeOutput', {
  Note: string(),
  EventStream: required(eventStream({ ShardEvent: structure('ShardEvent', { Count: integer() }) })),
});
type Events = Infer<typeof Subscribe>['EventStream'];
const json = jsonProtocol({ version: '1.1' });

function streamOf(answer: EncodedBody): AsyncIterator<Uint8Array> {
  const { body } = answer;
  assert.ok(typeof body === 'object' && Symbol.asyncIterator in body);
  return body[Symbol.asyncIterator]();
}

/** Each message as [type, name, content type, payload]. */
async function messagesOf(events: Events, protocol: Protocol = json): Promise<unknown[]> {
  const stream = streamOf(protocol.encode(Subscribe, { Note: 'n', EventStream: events }, answering));
  const messages: unknown[] = [];
  for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
    const message = decodeMessage(next.value);
    assert.ok(message !== undefined && message.length === next.value.byteLength);
    const { headers } = message;
    const name = headers[':event-type'] ?? headers[':exception-type'];
    messages.push([headers[':message-type'], name, headers[':content-type'], Buffer.from(message.payload).toString()]);
  }
  return messages;
}

const JSON_1_1 = 'application/x-amz-json-1.1';
const initial = ['event', 'initial-response', JSON_1_1, '{"Note":"n"}'];

test('answers with an initial response and then every event', async () => {
  async function* events() {
    yield { ShardEvent: { Count: 1 } };
    yield { ShardEvent: new Preencoded([Buffer.from('{"Count"'), Buffer.from(':2}')]) };
  }
  const expected = [
    initial,
    ['event', 'ShardEvent', JSON_1_1, '{"Count":1}'],
    ['event', 'ShardEvent', JSON_1_1, '{"Count":2}'],
  ];
  assert.deepEqual(await messagesOf(events()), expected);
  assert.deepEqual(await messagesOf(events(), cborProtocol()), expected);
});

test('the answer is an event stream of no known length', () => {
  async function* events() {}
  const answer = json.encode(Subscribe, { EventStream: events() }, answering);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.headers, { 'content-type': 'application/vnd.amazon.eventstream' });
});

test('an error that AWS defines becomes an exception and ends the stream', async () => {
  async function* events() {
    yield { ShardEvent: {} };
    throw new AwsError('ResourceInUseException', 'Another one.');
  }
  assert.deepEqual(await messagesOf(events()), [
    initial,
    ['event', 'ShardEvent', JSON_1_1, '{}'],
    ['exception', 'ResourceInUseException', JSON_1_1, '{"message":"Another one."}'],
  ]);
});

test('any other error becomes InternalFailureException and says nothing about itself', async () => {
  async function* events() {
    yield { ShardEvent: {} };
    throw new TypeError('secret');
  }
  assert.deepEqual(await messagesOf(events()), [
    initial,
    ['event', 'ShardEvent', JSON_1_1, '{}'],
    ['exception', 'InternalFailureException', JSON_1_1, '{"message":"Internal failure."}'],
  ]);
});

test('an event that cannot be written ends the source as well', async () => {
  let returned = 0;
  const events: Events = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: {} }),
      return: async () => {
        returned++;
        return { done: true, value: undefined };
      },
    }),
  };
  const messages = await messagesOf(events);
  assert.deepEqual(messages.slice(1), [
    ['exception', 'InternalFailureException', JSON_1_1, '{"message":"Internal failure."}'],
  ]);
  assert.equal(returned, 1);
});

test('a reader that leaves while it waits for an event returns the source at once', async () => {
  let returned = 0;
  let release: (event: IteratorResult<object>) => void = () => {};
  const events: Events = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<object>>((resolve) => (release = resolve)),
      return: async () => {
        returned++;
        return { done: true, value: undefined };
      },
    }),
  };
  const stream = streamOf(json.encode(Subscribe, { EventStream: events }, answering));
  await stream.next();
  const waiting = stream.next();
  await stream.return?.();
  assert.equal(returned, 1);
  release({ done: false, value: { ShardEvent: {} } });
  assert.equal((await waiting).done, true);
  assert.equal((await stream.next()).done, true);
});
