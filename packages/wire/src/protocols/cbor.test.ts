import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from '../blob.js';
import { decodeCbor } from '../cbor.js';
import { AwsError, serializationError, validationError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import { blob, list, string, structure, timestamp } from '../shapes.js';
import { cborProtocol } from './cbor.js';

const answering = { operation: 'Op', requestId: 'r-1' };
const protocol = cborProtocol();
const head = { method: 'POST', path: '/', query: '', headers: {} };
const Event = structure('Event', { Data: blob(), At: timestamp, Keys: list(string()) });
const read = (body: unknown) => decodeCbor(body as Uint8Array);

test('reads a request as Jackson writes it: indefinite maps and lists, byte strings, timestamps in milliseconds', () => {
  const body = Buffer.from('bf6444617461420102624174c11b000001a013accc38644b6579739f6161ffff', 'hex');
  const input = protocol.decode(Event, head, body);
  assert.equal(input.At, 1_787_036_486_712);
  assert.deepEqual(input.Keys, ['a']);
  assert.equal(input.Data?.base64(), 'AQI=');
});

test('refuses, without a message, a body that is empty, malformed or no map', () => {
  for (const hex of ['', 'bf', '80', '01', '7b1000000000000000', '9f'.repeat(100_000)])
    assert.throws(
      () => protocol.decode(Event, head, Buffer.from(hex, 'hex')),
      (error) => error instanceof AwsError && error.code === 'SerializationException' && !error.hasMessage,
    );
});

test('answers an output, an empty one, and none', () => {
  const answer = protocol.encode(Event, { Keys: ['a'] }, answering);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.headers, { 'content-type': 'application/x-amz-cbor-1.1', 'content-length': '9' });
  assert.deepEqual(read(answer.body), { Keys: ['a'] });
  assert.deepEqual(read(protocol.encode(Event, {}, answering).body), {});
  const nothing = protocol.encode(undefined, undefined, answering);
  assert.equal(nothing.body, '');
  assert.equal(nothing.headers['content-length'], '0');
});

test('turns what is already JSON into CBOR by the output shape', () => {
  const json = '{"Data":"AQI=","At":1700000000.123,"Keys":["é"],"Unknown":1}';
  const chunks = [Buffer.from(json).subarray(0, 48), Buffer.from(json).subarray(48)];
  const fromJson = protocol.encode(Event, new Preencoded(chunks), answering).body;
  const value = { Data: Blob.fromBase64('AQI='), At: 1_700_000_000_123, Keys: ['é'] };
  assert.deepEqual(fromJson, protocol.encode(Event, value, answering).body);
});

test('writes errors with the members of the JSON protocol', () => {
  const answer = protocol.encodeError(validationError('x'), answering);
  assert.equal(answer.status, 400);
  assert.equal(answer.headers['content-type'], 'application/x-amz-cbor-1.1');
  assert.deepEqual(read(answer.body), { __type: 'ValidationException', message: 'x' });
  assert.deepEqual(read(protocol.encodeError(serializationError(), answering).body), {
    __type: 'SerializationException',
  });
});
