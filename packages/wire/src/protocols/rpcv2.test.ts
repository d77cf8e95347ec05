import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCbor, type CborValue } from '../cbor.js';
import { encodeCborValue } from '../cbor-writer.js';
import { AwsError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import { blob, double, integer, list, long, string, structure, timestamp } from '../shapes.js';
import { comparable, shapeAndValue } from '../testing/shape-arbitraries.js';
import { rpcV2Protocol } from './rpcv2.js';

const protocol = rpcV2Protocol({
  namespace: 'com.amazonaws.cloudwatch',
  queryCompatible: { codes: { DashboardNotFoundError: 'ResourceNotFound' } },
});
const head = { method: 'POST', path: '/service/S/operation/O', query: '', headers: {} };
const answering = { operation: 'O', requestId: 'r' };
const decode = <S extends Parameters<typeof protocol.decode>[0]>(shape: S, body: Uint8Array) =>
  protocol.decode(shape, head, body);
const input = structure('Input', {
  Name: string(),
  At: timestamp,
  Values: list(double()),
  Count: long(),
  Data: blob(),
});
const hex = (body: unknown): string => Buffer.from(body as Uint8Array).toString('hex');

test('decodes: an empty body, lengths left open, seconds with and without a fraction, all sizes of numbers', () => {
  assert.deepEqual(decode(input, Buffer.alloc(0)), {});
  const open = [
    'bf',
    '644e616d65 7f61616162ff', // Name, in two chunks
    '624174 c1fb3ff8000000000000', // At 1.5
    '6656616c756573 9f f93c00 fa3fc00000 fb4004000000000000 1901ff ff', // Values
    '65436f756e74 1b0000000100000000', // Count
    '6444617461 4201ff', // Data
    '654f74686572 f7', // Other
    'ff',
  ];
  const { Data, ...rest } = decode(input, Buffer.from(open.join('').replaceAll(' ', ''), 'hex'));
  assert.deepEqual(rest, { Name: 'ab', At: 1500, Values: [1, 1.5, 2.5, 511], Count: 2 ** 32 });
  assert.equal(Data?.base64(), 'Af8=');
  assert.deepEqual(decode(input, Buffer.from('a1624174c11a6b21b580', 'hex')), { At: 0x6b21b580 * 1000 });
  assert.deepEqual(decode(input, Buffer.from('a1644e616d65f6', 'hex')), {});
});

test('refuses what is no CBOR, no map, or of another type', () => {
  for (const bytes of ['ff', 'a1', '80', 'a1644e616d6501', 'a16241747f', 'a1656c6f6e67ff', '9bffffffffffffffff'])
    assert.throws(() => decode(input, Buffer.from(bytes, 'hex')), { code: 'SerializationException' });
  assert.throws(() => decode(input, Buffer.alloc(100_000, 0x81)), { code: 'SerializationException' });
});

test('writes timestamps as seconds of 64 bits, doubles as such, and no body for no output', () => {
  const shape = structure('Output', { At: timestamp, Mean: double(), Count: integer() });
  const answer = protocol.encode(shape, { At: 1500, Mean: 1, Count: 1 }, answering);
  const expected = `a3624174c1fb${doubleBytes(1.5).toString('hex')}644d65616efb${doubleBytes(1).toString('hex')}65436f756e7401`;
  assert.equal(hex(answer.body), expected);
  assert.deepEqual(answer.headers, {
    'smithy-protocol': 'rpc-v2-cbor',
    'content-type': 'application/cbor',
    'content-length': String(expected.length / 2),
  });
  assert.equal(hex(protocol.encode(shape, undefined, answering).body), 'a0');
  const written = new Preencoded([Buffer.from('{"At":1.5}')]);
  assert.equal(hex(protocol.encode(shape, written, answering).body), expected.slice(0, 28).replace('a3', 'a1'));
  assert.deepEqual(protocol.encode(undefined, undefined, answering), {
    status: 200,
    headers: { 'smithy-protocol': 'rpc-v2-cbor' },
    body: '',
  });
});

test('an error has its name within the namespace, and for clients of Query its code', () => {
  const error = new AwsError('DashboardNotFoundError', 'No.', { status: 404, members: { names: ['a'] } });
  const answer = protocol.encodeError(error, { ...answering, headers: { 'x-amzn-query-mode': 'true' } });
  assert.equal(answer.status, 404);
  assert.deepEqual(decodeCbor(answer.body as Uint8Array), {
    __type: 'com.amazonaws.cloudwatch#DashboardNotFoundError',
    message: 'No.',
    names: ['a'],
  });
  assert.equal(answer.headers['x-amzn-query-error'], 'ResourceNotFound;Sender');
  assert.equal(answer.headers['smithy-protocol'], 'rpc-v2-cbor');
  assert.equal('x-amzn-query-error' in protocol.encodeError(error, answering).headers, false);
});

test('what is written is read', () => {
  fc.assert(
    fc.property(shapeAndValue, ([shape, value]) => {
      const { body } = protocol.encode(shape, value as never, answering);
      assert.deepEqual(comparable(decode(shape, body as Uint8Array)), comparable(value));
    }),
  );
});

test('any document is read or refused', () => {
  const document = fc.dictionary(
    fc.constantFrom('Name', 'At', 'Values', 'Count', 'Data', 'Other'),
    fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.integer()), fc.uint8Array()),
  );
  fc.assert(
    fc.property(document, (value) => {
      try {
        decode(input, encodeCborValue(value as Record<string, CborValue>));
      } catch (error) {
        assert.ok(error instanceof AwsError && error.code === 'SerializationException');
      }
    }),
  );
});

function doubleBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
