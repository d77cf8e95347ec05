import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startPaddock } from './harness.js';

const paddock = await startPaddock();
const { call, raw } = paddock;
after(() => paddock.close());

const java = 'class java.lang.';
const bigNumber = 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber';
const notAList = 'Start of list found where not expected';
const notAMap = 'Start of structure or map found where not expected.';

const cases: readonly (readonly [operation: string, input: object, message: string])[] = [
  ['DescribeStream', { StreamName: true }, `${java}Boolean can not be converted to an String`],
  ['DescribeStream', { StreamName: 34 }, `${bigNumber} can not be converted to an String`],
  ['DescribeStream', { StreamName: ['a'] }, notAList],
  ['DescribeStream', { StreamName: {} }, notAMap],
  ['DescribeStream', { Limit: '34' }, `${java}String can not be converted to an Integer`],
  ['DescribeStream', { Limit: true }, `${java}Boolean can not be converted to an Integer`],
  ['DescribeStream', { Limit: [] }, notAList],
  ['DescribeStream', { Limit: {} }, notAMap],
  ['DeleteStream', { EnforceConsumerDeletion: 'maybe' }, "'MAYBE' can not be converted to an Boolean"],
  ['DeleteStream', { EnforceConsumerDeletion: 1 }, `${bigNumber} can not be converted to an Boolean`],
  ['PutRecord', { Data: true }, `${java}Boolean can not be converted to a Blob`],
  ['PutRecord', { Data: 5 }, `${bigNumber} can not be converted to a Blob`],
  [
    'PutRecord',
    { Data: '23456' },
    "'23456' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 5",
  ],
  ['PutRecord', { Data: '=+/=' }, "'=+/=' can not be converted to a Blob: Invalid Base64 character: '='"],
  [
    'PutRecord',
    { Data: '+/+=' },
    "'+/+=' can not be converted to a Blob: Invalid last non-pad Base64 character dectected",
  ],
  ['GetShardIterator', { Timestamp: true }, `${java}Boolean can not be converted to milliseconds since epoch`],
  ['GetShardIterator', { Timestamp: 'now' }, `${java}String can not be converted to milliseconds since epoch`],
  ['PutRecords', { Records: 'x' }, 'Expected list or null'],
  ['PutRecords', { Records: 5 }, 'Expected list or null'],
  ['PutRecords', { Records: {} }, notAMap],
  ['PutRecords', { Records: [5] }, 'Expected null'],
  ['PutRecords', { Records: [[]] }, notAList],
  [
    'PutRecords',
    { Records: [{ PartitionKey: 'p', Data: 'AAA' }] },
    "'AAA' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 3",
  ],
  ['AddTagsToStream', { Tags: 'x' }, 'Expected map or null'],
  ['AddTagsToStream', { Tags: [] }, notAList],
  ['AddTagsToStream', { Tags: { a: 5 } }, `${bigNumber} can not be converted to an String`],
  ['RemoveTagsFromStream', { TagKeys: [true] }, `${java}Boolean can not be converted to an String`],
];

describe('SerializationException', () => {
  for (const [operation, input, message] of cases) {
    it(`${operation} ${JSON.stringify(input)}`, async () => {
      const { status, json } = await call(operation, input);
      // The one error whose message has a capital.
      assert.deepEqual(json, { __type: 'SerializationException', Message: message });
      assert.equal(status, 400);
    });
  }

  it('comes before validation and after authentication', async () => {
    const both = await call('PutRecord', { PartitionKey: '', Data: 5 });
    assert.equal(both.json?.['__type'], 'SerializationException');
    const unsigned = await raw.call('PutRecord', { Data: 5 }, { sign: false });
    assert.equal(unsigned.json?.['__type'], 'MissingAuthenticationTokenException');
  });

  it('comes without a message where the body is no JSON object', async () => {
    for (const body of ['', '{', 'hello', '[]', '5', 'null', '{"StreamName":"a"} x', '\u0000']) {
      const { status, json } = await raw.call('DescribeStream', {}, { body });
      assert.deepEqual(json, { __type: 'SerializationException' }, body);
      assert.equal(status, 400);
    }
  });

  it('leaves alone what AWS reads generously', async () => {
    const notFound = { __type: 'ResourceNotFoundException', message: 'Stream a under account 000000000000 not found.' };
    for (const input of [
      { StreamName: 'a', Limit: 3.9 },
      { StreamName: 'a', Unheard: { of: [1, 2, 3] } },
      { StreamName: 'a', Limit: null },
    ]) {
      assert.deepEqual((await call('DescribeStream', input)).json, notFound, JSON.stringify(input));
    }
    for (const EnforceConsumerDeletion of ['true', 'FALSE', 'yes', 'No', '1', '0']) {
      assert.deepEqual(
        (await call('DeleteStream', { StreamName: 'a', EnforceConsumerDeletion })).json,
        notFound,
        EnforceConsumerDeletion,
      );
    }
    const large = await call('DescribeStream', { StreamName: 'a', Limit: 100_000_000_000 });
    assert.match(String(large.json?.['message']), /Value '2147483647' at 'limit'/);
  });

  it('meets deep and long documents with an answer', async () => {
    for (const body of [
      '['.repeat(100_000),
      `{"StreamName":${'{"a":'.repeat(50_000)}`,
      `{"x":"${'a'.repeat(1_000_000)}"}`,
    ]) {
      const { status, json } = await raw.call('DescribeStream', {}, { body });
      assert.equal(status, 400);
      assert.ok(
        json?.['__type'] === 'SerializationException' || json?.['__type'] === 'InvalidArgumentException',
        JSON.stringify(json),
      );
    }
    const polluted = await raw.call('DescribeStream', {}, { body: '{"__proto__":{"StreamName":"a"},"constructor":5}' });
    assert.equal(polluted.json?.['__type'], 'InvalidArgumentException');
  });
});
