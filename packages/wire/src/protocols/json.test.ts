import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError, internalFailure, serializationError, validationError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import { list, string, structure } from '../shapes.js';
import { jsonProtocol } from './json.js';

const answering = { operation: 'Op', requestId: 'r-1' };
const protocol = jsonProtocol({ version: '1.1' });
const head = { method: 'POST', path: '/', query: '', headers: {} };
const Names = structure('Names', { Names: list(string()) });

test('reads a body by the input shape', () => {
  assert.deepEqual(protocol.decode(Names, head, Buffer.from('{"Names":["a"],"X":1}')), { Names: ['a'] });
});

test('refuses, without a message, a body that is empty, no JSON or no object', () => {
  for (const body of ['', 'x', '[]', '"a"', 'null'])
    assert.throws(
      () => protocol.decode(Names, head, Buffer.from(body)),
      (error) => error instanceof AwsError && error.code === 'SerializationException' && !error.hasMessage,
    );
});

test('answers an output as JSON of the asked version, with its length in bytes', () => {
  assert.deepEqual(protocol.encode(Names, { Names: ['é'] }, answering), {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'content-length': '16' },
    body: '{"Names":["é"]}',
  });
  const { headers } = jsonProtocol({ version: '1.0' }).encode(Names, {}, answering);
  assert.equal(headers['content-type'], 'application/x-amz-json-1.0');
});

test('answers nothing for an operation without an output, and {} for an output with nothing in it', () => {
  assert.deepEqual(protocol.encode(undefined, undefined, answering), {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'content-length': '0' },
    body: '',
  });
  assert.equal(protocol.encode(Names, {}, answering).body, '{}');
});

test('sends what is already JSON as it is', () => {
  const chunks = [Buffer.from('{"Names":'), Buffer.from('["a"]}')];
  const answer = protocol.encode(Names, new Preencoded(chunks), answering);
  assert.equal(answer.body, chunks);
  assert.equal(answer.headers['content-length'], '15');
});

test('names an error, then says it: in message, in Message, or not at all', () => {
  const body = (error: AwsError) => protocol.encodeError(error, answering).body;
  assert.equal(body(validationError('a "b"')), '{"__type":"ValidationException","message":"a \\"b\\""}');
  assert.equal(body(serializationError('x')), '{"__type":"SerializationException","Message":"x"}');
  assert.equal(body(serializationError()), '{"__type":"SerializationException"}');
  assert.equal(body(internalFailure()), '{"__type":"InternalFailure"}');
  const withMembers = new AwsError('A', 'b', { members: { Reasons: ['c'] } });
  assert.equal(body(withMembers), '{"__type":"A","message":"b","Reasons":["c"]}');
});

test('gives errors their status and the headers of any answer', () => {
  assert.equal(protocol.encodeError(validationError('x'), answering).status, 400);
  assert.deepEqual(protocol.encodeError(internalFailure(), answering), {
    status: 500,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'content-length': '28' },
    body: '{"__type":"InternalFailure"}',
  });
});

test('an error is named in headers where the service does that, in what headers take', () => {
  const error = new AwsError('NotAuthorizedException', 'No: \u00e9\r\nx');
  assert.equal(jsonProtocol({ version: '1.1' }).encodeError(error, answering).headers['x-amzn-ErrorType'], undefined);
  const { headers } = jsonProtocol({ version: '1.1', errorHeaders: true }).encodeError(error, answering);
  assert.equal(headers['x-amzn-ErrorType'], 'NotAuthorizedException:');
  assert.equal(headers['x-amzn-ErrorMessage'], 'No: ???x');
  const bare = jsonProtocol({ version: '1.1', errorHeaders: true }).encodeError(new AwsError('X'), answering);
  assert.equal(bare.headers['x-amzn-ErrorMessage'], undefined);
});
