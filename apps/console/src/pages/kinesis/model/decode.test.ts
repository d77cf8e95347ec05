import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import fc from 'fast-check';
import { decodeData, hexDump, previewOf } from './decode.js';
import { prettyJson, prettyTokens } from './json-tokens.js';
import { deaggregate, mayBeAggregate } from './kpl.js';
import { readFields } from './protobuf.js';
import { rowsOf } from './rows.js';
import { toNdjson } from './export.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('decoding', () => {
  it('tells JSON, text, CBOR and other bytes apart', () => {
    const kinds = (data: Uint8Array) => decodeData(data).kind;
    assert.equal(kinds(bytes('{"Name":"Shadowfax"}')), 'json');
    assert.equal(kinds(bytes(' 12 ')), 'json');
    assert.equal(kinds(bytes('{"Name":')), 'text');
    assert.equal(kinds(bytes('héllo 유니콘')), 'text');
    assert.equal(kinds(encode({ Name: 'Pegasus', list: [1, 2.5, null] })), 'cbor');
    assert.equal(kinds(new Uint8Array([0, 1, 2, 255, 254])), 'binary');
    assert.equal(kinds(new Uint8Array(20)), 'binary');
    assert.equal(kinds(new Uint8Array()), 'empty');
  });

  it('unpacks gzip, and leaves a broken one packed', () => {
    const packed = gzipSync('{"a":1}');
    assert.deepEqual(decodeData(packed).value, { a: 1 });
    assert.equal(decodeData(packed).isGzip, true);
    const broken = Uint8Array.from(packed);
    broken.set([255, 255], 12);
    assert.equal(decodeData(broken).kind, 'binary');
    const huge = Uint8Array.from(packed);
    huge.set([255, 255, 255, 127], huge.length - 4);
    assert.equal(decodeData(huge).isGzip, false);
  });

  it('shows CBOR as JSON: bytes in hex, large numbers whole, the self-described tag taken off', () => {
    const data = encode({ bytes: new Uint8Array([1, 255]), large: 2n ** 60n });
    assert.deepEqual(decodeData(data).value, { bytes: '0x01ff', large: String(2n ** 60n) });
    assert.equal(decodeData(Uint8Array.of(0xd9, 0xd9, 0xf7, ...data)).kind, 'cbor');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const decoded = decodeData(data);
        assert.equal(typeof previewOf(decoded), 'string');
        assert.equal(typeof hexDump(decoded.bytes), 'string');
      }),
    );
  });

  it('makes one line of a preview, and rows of sixteen in hex', () => {
    assert.equal(previewOf(decodeData(bytes('a\n  b'))), 'a b');
    assert.equal(previewOf(decodeData(new Uint8Array([0, 255, 1]))), '00 ff 01');
    assert.equal(
      hexDump(bytes('0123456789abcdefg\n')),
      '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n' +
        '00000010  67 0a                                            g.',
    );
  });
});

describe('pretty JSON', () => {
  it('is what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        assert.equal(prettyJson(text), JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });

  it('keeps every digit, and tells keys from texts', () => {
    assert.equal(prettyJson('{"n":12345678901234567890}'), '{\n  "n": 12345678901234567890\n}');
    // Depth costs no more than its letters do.
    assert.ok(prettyJson(`${'['.repeat(5000)}1${']'.repeat(5000)}`).length < 1_100_000);
    const kinds = prettyTokens('{"a":"b","c":[1,true]}').filter(({ kind }) => kind !== 'mark' && kind !== 'space');
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['key', 'string', 'key', 'number', 'word'],
    );
  });
});

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const field = (number: number, data: Uint8Array): number[] => [
  ...varint(number * 8 + 2),
  ...varint(data.length),
  ...data,
];

/** As the producer library writes it. */
function aggregate(
  records: readonly { readonly key: string; readonly data: Uint8Array; readonly hash?: string }[],
): Uint8Array {
  const message = Uint8Array.from([
    ...records.flatMap(({ key }) => field(1, bytes(key))),
    ...records.flatMap(({ hash }) => (hash === undefined ? [] : field(2, bytes(hash)))),
    ...records.flatMap(({ data, hash }, index) =>
      field(3, Uint8Array.from([8, ...varint(index), ...(hash === undefined ? [] : [16, 0]), ...field(3, data)])),
    ),
  ]);
  const digest = createHash('md5').update(message).digest();
  return Uint8Array.from([0xf3, 0x89, 0x9a, 0xc2, ...message, ...digest]);
}

describe('aggregates of the producer library', () => {
  it('are unpacked in order, with their keys', async () => {
    const large = new Uint8Array(300).fill(7);
    const found = await deaggregate(
      aggregate([
        { key: 'a', data: bytes('one') },
        { key: 'b', data: large, hash: '5' },
      ]),
    );
    assert.deepEqual(
      found?.map(({ partitionKey, data }) => [partitionKey, data]),
      [
        ['a', bytes('one')],
        ['b', large],
      ],
    );
    assert.equal(found?.[1]?.hashKey, 5n);
    assert.equal(found?.[0]?.hashKey, BigInt(`0x${createHash('md5').update('a').digest('hex')}`));
  });

  it('are records of their own when the digest is wrong, or the message is none', async () => {
    const wrong = Uint8Array.from(aggregate([{ key: 'a', data: bytes('one') }]));
    wrong[8] = (wrong[8] ?? 0) ^ 1;
    assert.ok(mayBeAggregate(wrong));
    assert.equal(await deaggregate(wrong), undefined);
    const message = Uint8Array.of(255, 255);
    const digest = createHash('md5').update(message).digest();
    assert.equal(await deaggregate(Uint8Array.from([0xf3, 0x89, 0x9a, 0xc2, ...message, ...digest])), undefined);
    assert.equal(await deaggregate(bytes('{"a":1}')), undefined);
  });

  it('never throw, whatever is in the message', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (data) => void readFields(data)));
  });

  it('become rows that say where their keys belong', async () => {
    const record = {
      sequence: '9',
      partitionKey: 'a',
      arrival: 5,
      data: aggregate([
        { key: 'x', data: bytes('1') },
        { key: 'y', data: bytes('2') },
      ]),
    };
    const rows = await rowsOf('shardId-000000000000', [record], { start: 0n, end: 1n });
    assert.deepEqual(
      rows.map(({ partitionKey, packed }) => [partitionKey, packed]),
      [
        ['x', { place: 1, of: 2, isElsewhere: true }],
        ['y', { place: 2, of: 2, isElsewhere: true }],
      ],
    );
  });
});

describe('NDJSON', () => {
  it('has JSON as it came, text as text and other bytes in base64', async () => {
    const record = (data: Uint8Array) => ({ sequence: '1', partitionKey: 'k', arrival: 0, data });
    const rows = await rowsOf(
      's',
      [record(bytes('{ "n": 12345678901234567890 }')), record(bytes('a\n"b"')), record(Uint8Array.of(0, 255))],
      undefined,
    );
    const head =
      '{"shardId":"s","sequenceNumber":"1","partitionKey":"k","approximateArrivalTimestamp":"1970-01-01T00:00:00.000Z"';
    assert.equal(
      toNdjson(rows),
      `${head},"data":{"n":12345678901234567890}}\n${head},"data":"a\\n\\"b\\""}\n${head},"dataBase64":"AP8="}\n`,
    );
  });
});
