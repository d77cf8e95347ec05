import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { AwsError, internalFailure, serializationError, validationError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody } from '../protocol.js';
import { list, string, structure } from '../shapes.js';
import { typedJsonProtocol } from './typed-json.js';

const answering = { operation: 'Op', requestId: 'r-1' };
const contentType = 'application/x-amz-json-1.0';
const protocol = typedJsonProtocol({ namespace: 'com.example.v1', contentType });
const Names = structure('Names', { Names: list(string()) });
const head = (headers: Record<string, string> = {}) => ({ method: 'POST', path: '/', query: '', headers });

const bytesOf = ({ body }: EncodedBody): Buffer =>
  body instanceof Uint8Array ? Buffer.from(body) : Buffer.concat(body as readonly Uint8Array[]);

describe('answers', () => {
  test('carry their length and their checksum', () => {
    const text = '{"Names":["é"]}';
    const answer = protocol.encode(Names, { Names: ['é'] }, answering);
    assert.equal(bytesOf(answer).toString(), text);
    assert.deepEqual(answer.headers, {
      'content-type': contentType,
      'content-length': '16',
      'x-amz-crc32': String(crc32(text)),
    });
  });

  test('that are encoded already are sent as they are, summed over all chunks', () => {
    const chunks = ['{"Names":', '["a"]', '}'].map((text) => Buffer.from(text));
    const answer = protocol.encode(Names, new Preencoded(chunks), answering);
    assert.equal(bytesOf(answer).toString(), '{"Names":["a"]}');
    assert.equal(answer.headers['x-amz-crc32'], String(crc32('{"Names":["a"]}')));
    assert.equal(answer.headers['content-length'], '15');
  });

  test('of operations without output have no byte', () => {
    const answer = protocol.encode(undefined, undefined, answering);
    assert.equal(bytesOf(answer).length, 0);
    assert.equal(answer.headers['x-amz-crc32'], '0');
  });
});

describe('errors', () => {
  const said = (error: AwsError): string => bytesOf(protocol.encodeError(error, answering)).toString();

  test('say which package they come from, and spell their message as it does', () => {
    assert.equal(
      said(new AwsError('ResourceNotFoundException', 'Requested resource not found')),
      '{"__type":"com.example.v1#ResourceNotFoundException","message":"Requested resource not found"}',
    );
    assert.equal(
      said(validationError('No.')),
      '{"__type":"com.amazon.coral.validate#ValidationException","message":"No."}',
    );
    assert.equal(
      said(serializationError('Bad.')),
      '{"__type":"com.amazon.coral.service#SerializationException","Message":"Bad."}',
    );
    assert.equal(said(serializationError()), '{"__type":"com.amazon.coral.service#SerializationException"}');
    assert.equal(
      said(new AwsError('UnknownOperationException')),
      '{"__type":"com.amazon.coral.service#UnknownOperationException"}',
    );
    assert.equal(
      said(new AwsError('AccessDeniedException', 'User: a')),
      '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: a"}',
    );
    assert.equal(
      said(new AwsError('ThrottlingException', 'Slow.')),
      '{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Slow."}',
    );
  });

  test('have their members after the message', () => {
    const members = { CancellationReasons: [{ Code: 'None' }] };
    const error = new AwsError('TransactionCanceledException', 'Cancelled [None]', { capitalMessage: true, members });
    assert.equal(
      said(error),
      '{"__type":"com.example.v1#TransactionCanceledException","Message":"Cancelled [None]","CancellationReasons":[{"Code":"None"}]}',
    );
  });

  test('carry their checksum, whatever their status', () => {
    const answer = protocol.encodeError(internalFailure(), answering);
    assert.equal(answer.status, 500);
    assert.equal(answer.headers['x-amz-crc32'], String(crc32(bytesOf(answer))));
  });
});

describe('bodies', () => {
  const body = Buffer.from('{"Names":["a"]}');
  const gzip = { 'content-encoding': 'gzip' };
  const isRefused = (error: unknown): boolean =>
    error instanceof AwsError && error.code === 'SerializationException' && !error.hasMessage;

  test('may come compressed', () => {
    assert.deepEqual(protocol.decode(Names, head(gzip), gzipSync(body)), { Names: ['a'] });
    assert.deepEqual(protocol.decode(Names, head({ 'content-encoding': 'identity' }), body), { Names: ['a'] });
  });

  test('that are compressed badly, otherwise, or to nothing are refused', () => {
    for (const bad of [body, Buffer.alloc(0), gzipSync(''), gzipSync(body).subarray(0, -1), deflateSync(body)])
      assert.throws(() => protocol.decode(Names, head(gzip), bad), isRefused);
    assert.throws(() => protocol.decode(Names, head({ 'content-encoding': 'br' }), gzipSync(body)), isRefused);
  });

  test('that would become more than 16 MB, or more than they say, are refused', () => {
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, 0x20));
    assert.throws(() => protocol.decode(Names, head(gzip), bomb), isRefused);
    const liar = Buffer.from(bomb);
    liar.writeUInt32LE(body.length, liar.length - 4);
    assert.throws(() => protocol.decode(Names, head(gzip), liar), isRefused);
  });
});
