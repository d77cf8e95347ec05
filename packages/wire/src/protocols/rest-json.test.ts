import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Blob } from '../blob.js';
import { AwsError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import type { RequestHead } from '../protocol.js';
import {
  blob,
  boolean,
  double,
  formattedTimestamp,
  header,
  integer,
  label,
  list,
  long,
  map,
  payload,
  query,
  required,
  statusCode,
  string,
  structure,
  timestamp,
  type StructureShape,
} from '../shapes.js';
import { validate } from '../validation.js';
import { restJsonProtocol } from './rest-json.js';

const protocol = restJsonProtocol();
const head = (parts: Partial<RequestHead> = {}): RequestHead => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  ...parts,
});
const decode = <S extends StructureShape>(shape: S, parts: Partial<RequestHead> = {}, body: string | Uint8Array = '') =>
  protocol.decode(shape, head(parts), Buffer.from(body));
const answering = { operation: 'Do', requestId: 'r' };
const thrown = (run: () => unknown): AwsError => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof AwsError);
    return error;
  }
  throw new Error('nothing was thrown');
};

const input = structure('Input', {
  FunctionName: required(label(string({ max: 5 }))),
  Version: label(long()),
  Qualifier: query('Qualifier', string()),
  TagKeys: query('tagKeys', list(string())),
  MaxItems: query('MaxItems', integer({ min: 1 })),
  Reverse: query('Reverse', boolean),
  After: query('After', timestamp),
  LogType: header('X-Amz-Log-Type', string()),
  Since: header('If-Modified-Since', timestamp),
  Marks: header('X-Marks', list(integer())),
  Description: string(),
  Since2: timestamp,
  Tags: map(string(), string()),
});

describe('decodes', () => {
  test('labels, parameters, headers and the body, each where it stands', () => {
    const decoded = decode(
      input,
      {
        labels: { FunctionName: 'f', Version: '7' },
        query:
          'Qualifier=a%20b&tagKeys=x&tagKeys=y%26z&MaxItems=10&Reverse=true&After=2026-11-22T00%3A00%3A00Z&Other=1',
        headers: {
          'x-amz-log-type': 'Tail',
          'if-modified-since': 'Sun, 22 Nov 2026 00:00:00 GMT',
          'x-marks': '1, 2,3',
        },
      },
      '{"Description":"d","Since2":1.5,"Tags":{"a":"b"},"Unknown":[],"Qualifier":"from the body"}',
    );
    const { Tags, ...rest } = decoded;
    assert.deepEqual(rest, {
      FunctionName: 'f',
      Version: 7,
      Qualifier: 'a b',
      TagKeys: ['x', 'y&z'],
      MaxItems: 10,
      Reverse: true,
      After: Date.UTC(2026, 10, 22),
      LogType: 'Tail',
      Since: Date.UTC(2026, 10, 22),
      Marks: [1, 2, 3],
      Description: 'd',
      Since2: 1500,
    });
    assert.deepEqual({ ...Tags }, { a: 'b' });
  });

  test('an empty body as no members, null as absent, and of what comes twice the first', () => {
    assert.deepEqual(decode(input), {});
    assert.deepEqual(decode(input, {}, '{"Description":null}'), {});
    assert.deepEqual(decode(input, { query: 'Qualifier=a&Qualifier=b' }), { Qualifier: 'a' });
    assert.deepEqual(decode(input, { query: 'Qualifier=&Qualifier' }), { Qualifier: '' });
  });

  test('what violates constraints is named as in the other protocols', () => {
    assert.deepEqual(validate(input, decode(input, { labels: { FunctionName: 'too-long' }, query: 'MaxItems=0' })), [
      "Value 'too-long' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 5",
      "Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ]);
    assert.deepEqual(validate(input, decode(input)), [
      "Value null at 'functionName' failed to satisfy constraint: Member must not be null",
    ]);
  });

  test('a payload as it is, whatever it is', () => {
    const bytes = structure('Invoke', { Payload: payload(blob()), FunctionName: label(string()) });
    const decoded = decode(bytes, { labels: { FunctionName: 'f' } }, Buffer.from([0xff, 0, 0x7b]));
    assert.deepEqual([...(decoded.Payload?.bytes() ?? [])], [0xff, 0, 0x7b]);
    assert.equal(decode(bytes).Payload, undefined);
    const text = structure('Text', { Text: payload(string()) });
    assert.deepEqual(decode(text, {}, 'ä{'), { Text: 'ä{' });
    const inner = structure('Inner', { Error: payload(structure('Error', { Code: string() })) });
    assert.deepEqual(decode(inner, {}, '{"Code":"c"}'), { Error: { Code: 'c' } });
    assert.deepEqual(decode(inner), {});
  });

  test('no body where no member is in it', () => {
    const none = structure('None', { FunctionName: label(string()) });
    assert.deepEqual(decode(none, { labels: { FunctionName: 'f' } }, 'not JSON'), { FunctionName: 'f' });
  });

  test('timestamps as the model writes them', () => {
    const times = structure('Times', {
      Iso: formattedTimestamp('date-time'),
      Http: formattedTimestamp('http-date'),
      Query: query('q', formattedTimestamp('epoch-seconds')),
    });
    const at = Date.UTC(2026, 10, 22);
    const body = '{"Iso":"2026-11-22T00:00:00Z","Http":"Sun, 22 Nov 2026 00:00:00 GMT"}';
    assert.deepEqual(decode(times, { query: `q=${at / 1000}.25` }, body), { Iso: at, Http: at, Query: at + 250 });
    assert.equal(protocol.encode(times, { Iso: at, Http: at }, answering).body, body);
  });
});

describe('refuses', () => {
  test('bodies as the other JSON services do', () => {
    for (const [body, message] of [
      ['{', undefined],
      ['[]', undefined],
      ['"x"', undefined],
      ['null', undefined],
      ['\xff', undefined],
      [
        '{"Description":1}',
        'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
      ],
      ['{"Tags":[]}', 'Start of list found where not expected'],
    ] as const) {
      const error = thrown(() => decode(input, {}, Buffer.from(body, 'latin1')));
      assert.equal(error.code, 'SerializationException');
      assert.equal(error.hasMessage ? error.message : undefined, message);
    }
  });

  test('texts that are none of their kind, without repeating all of them', () => {
    for (const [query, message] of [
      ['MaxItems=1.5', "'1.5' can not be converted to an Integer"],
      ['MaxItems=', "'' can not be converted to an Integer"],
      ['MaxItems=2147483648', "'2147483648' can not be converted to an Integer"],
      ['Reverse=yes', "'yes' can not be converted to an Boolean"],
      ['After=now', "'now' can not be converted to a Timestamp"],
    ] as const)
      assert.equal(thrown(() => decode(input, { query })).message, message);
    assert.equal(thrown(() => decode(input, { query: 'Qualifier=%ff' })).code, 'SerializationException');
    assert.equal(thrown(() => decode(input, { query: '%ff=1' })).code, 'SerializationException');
    const long = thrown(() => decode(input, { query: `MaxItems=${'9'.repeat(100_000)}` }));
    assert.ok(long.message.length < 5_000);
  });

  test('names that objects have anyway', () => {
    assert.deepEqual(decode(input, { query: '__proto__=1&constructor=2' }), {});
    const tagged = decode(input, {}, '{"Tags":{"__proto__":"x"}}');
    assert.equal(tagged.Tags?.['__proto__'], 'x');
  });
});

test('any request is read, or refused as one that cannot be', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('%', '%ff', 'a=1&a', 'MaxItems=1', 'Reverse=true', '1', '{}', '{"Tags":{"a":1}}'),
  );
  fc.assert(
    fc.property(text, text, text, text, (name, query, mark, body) => {
      try {
        const labels = { FunctionName: name, Version: name };
        decode(input, { labels, query, headers: { 'x-marks': mark, 'if-modified-since': mark } }, body);
      } catch (error) {
        assert.ok(error instanceof AwsError && error.code === 'SerializationException');
      }
    }),
  );
});

describe('encodes', () => {
  const output = structure('Output', {
    StatusCode: statusCode(integer()),
    FunctionError: header('X-Amz-Function-Error', string()),
    Since: header('Last-Modified', timestamp),
    Marks: header('X-Marks', list(string())),
    Payload: payload(blob()),
  });

  test('status, headers and a payload of bytes', () => {
    const value = { StatusCode: 202, FunctionError: 'Un\r\nhandled', Since: 0, Marks: ['a', 'b'] };
    assert.deepEqual(protocol.encode(output, { ...value, Payload: Blob.fromBytes(Buffer.from('{}')) }, answering), {
      status: 202,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': '2',
        'x-amz-function-error': 'Un??handled',
        'last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT',
        'x-marks': 'a, b',
      },
      body: Buffer.from('{}'),
    });
    const lambda = restJsonProtocol({ blobType: 'application/json' });
    const bare = lambda.encode(output, {}, { ...answering, status: 200 });
    assert.deepEqual(bare.headers, { 'content-type': 'application/json', 'content-length': '0' });
  });

  test('the other members as JSON, with the status of the operation', () => {
    const shape = structure('Config', {
      Name: string(),
      At: timestamp,
      Ratio: double(),
      Id: header('X-Id', string()),
    });
    const body = '{"Name":"ä","At":1.5,"Ratio":0.5}';
    const value = { Name: 'ä', At: 1500, Ratio: 0.5, Id: '1' };
    assert.deepEqual(protocol.encode(shape, value, { ...answering, status: 201 }), {
      status: 201,
      headers: { 'content-type': 'application/json', 'x-id': '1', 'content-length': String(Buffer.byteLength(body)) },
      body,
    });
    assert.equal(protocol.encode(shape, {}, answering).body, '{}');
  });

  test('no body for 204, for no output, and where no member is in it', () => {
    const headers = { 'content-type': 'application/json', 'content-length': '0' };
    const empty = (status: number) => ({ status, headers, body: '' });
    const shape = structure('Gone', { StatusCode: statusCode(integer()), Note: string() });
    assert.deepEqual(protocol.encode(shape, { StatusCode: 204, Note: 'n' }, answering), empty(204));
    assert.deepEqual(protocol.encode(undefined, undefined, { ...answering, status: 204 }), empty(204));
    const bound = structure('Bound', { Status: statusCode(integer()) });
    assert.deepEqual(protocol.encode(bound, { Status: 202 }, answering), empty(202));
  });

  test('what is written already', () => {
    const json = new Preencoded([Buffer.from('{"a":'), Buffer.from('1}')]);
    const answer = protocol.encode(structure('Any', { a: integer() }), json, { ...answering, status: 202 });
    assert.equal(answer.status, 202);
    assert.equal(answer.headers['content-length'], '7');
    assert.equal(answer.body, json.json);
  });
});

test('an error names itself in a header, and has its members, its message and its headers', () => {
  const missing = new AwsError('ResourceNotFoundException', 'Function not found: f', {
    status: 404,
    capitalMessage: true,
    members: { Type: 'User' },
  });
  const body = '{"Type":"User","Message":"Function not found: f"}';
  assert.deepEqual(protocol.encodeError(missing, answering), {
    status: 404,
    headers: {
      'content-type': 'application/json',
      'x-amzn-ErrorType': 'ResourceNotFoundException',
      'content-length': String(body.length),
    },
    body,
  });
  const throttled = new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: 'CallerRateLimitExceeded', Type: 'User' },
    headers: { 'Retry-After': '1' },
  });
  const answer = protocol.encodeError(throttled, answering);
  assert.equal(answer.headers['Retry-After'], '1');
  assert.equal(answer.body, '{"Reason":"CallerRateLimitExceeded","Type":"User","message":"Rate Exceeded."}');
  assert.equal(protocol.encodeError(new AwsError('Bare'), answering).body, '{}');
});
