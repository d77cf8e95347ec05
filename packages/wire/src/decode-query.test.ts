import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeQuery } from './decode-query.js';
import { AwsError } from './errors.js';
import { blob, boolean, double, integer, list, long, map, required, string, structure, timestamp } from './shapes.js';
import type { StructureShape } from './shapes.js';

const Tag = structure('Tag', { Key: required(string()), Value: string() });
const nested: { Name: ReturnType<typeof string>; Child?: StructureShape } = { Name: string() };
const Nested: StructureShape = structure('Nested', nested);
nested.Child = Nested;

const Input = structure('Input', {
  Text: string(),
  Flag: boolean,
  Count: integer(),
  Big: long(),
  Ratio: double(),
  At: timestamp,
  Data: blob(),
  Names: list(string()),
  Tags: list(Tag),
  Lists: list(list(string())),
  Limits: map(string(), integer()),
  TagMap: map(string(), Tag),
  Tag,
  Nested,
});

const decode = (...texts: string[]) => decodeQuery(Input, texts);

/** The refusal as `code: message`, or the code alone. */
function refusalOf(text: string): string {
  try {
    decode(text);
  } catch (error) {
    assert.ok(error instanceof AwsError);
    return error.hasMessage ? `${error.code}: ${error.message}` : error.code;
  }
  return assert.fail(`taken: ${text.slice(0, 100)}`);
}

describe('reading Query parameters', () => {
  it('reads every kind', () => {
    const cases: readonly [text: string, value: unknown][] = [
      ['', {}],
      ['Text=', { Text: '' }],
      ['Text', { Text: '' }],
      ['Text=a+b%26%3D', { Text: 'a b&=' }],
      ['Flag=true', { Flag: true }],
      ['Flag=1', { Flag: true }],
      ['Flag=false', { Flag: false }],
      ['Flag=0', { Flag: false }],
      ['Count=-2147483648', { Count: -2_147_483_648 }],
      ['Count=%2B7', { Count: 7 }],
      ['Count=-0', { Count: 0 }],
      ['Count=007', { Count: 7 }],
      ['Big=9007199254740991', { Big: 9_007_199_254_740_991 }],
      ['Ratio=1.5e3', { Ratio: 1500 }],
      ['Ratio=.5', { Ratio: 0.5 }],
      ['Ratio=NaN', { Ratio: Number.NaN }],
      ['Ratio=-Infinity', { Ratio: Number.NEGATIVE_INFINITY }],
      ['At=2019-01-01T00%3A00%3A00Z', { At: 1_546_300_800_000 }],
      ['Names=', { Names: [] }],
      ['Names.member=', { Names: [] }],
      ['Names.member.1=a&Names.member.2=', { Names: ['a', ''] }],
      ['Tags.member.1.Key=a&Tags.member.1.Value=b', { Tags: [{ Key: 'a', Value: 'b' }] }],
      ['Tags.member.1.Unknown=a', { Tags: [{}] }],
      ['Lists.member.1.member.1=a&Lists.member.2=', { Lists: [['a'], []] }],
      ['Tag.Key=a', { Tag: { Key: 'a' } }],
      ['Tag=', { Tag: {} }],
      ['Nested.Child.Child.Name=a', { Nested: { Child: { Child: { Name: 'a' } } } }],
    ];
    for (const [text, value] of cases) assert.deepEqual(decode(text), value, text);
    assert.deepEqual(decode('Data=AQI%3D').Data?.bytes(), Buffer.from([1, 2]));
  });

  it('reads maps, which have no prototype', () => {
    const { Limits, TagMap } = decode(
      'Limits.entry.1.key=__proto__&Limits.entry.1.value=1&Limits.entry.2.value=2&Limits.entry.2.key=b' +
        '&TagMap.entry.1.key=t&TagMap.entry.1.value.Key=k',
    );
    assert.deepEqual(Object.entries(Limits ?? {}), [
      ['__proto__', 1],
      ['b', 2],
    ]);
    assert.equal(Object.getPrototypeOf(Limits), null);
    assert.deepEqual({ ...TagMap }, { t: { Key: 'k' } });
    assert.deepEqual({ ...decode('Limits=').Limits }, {});
    // The validation says that this must not be null.
    assert.deepEqual({ ...decode('Limits.entry.1.key=a').Limits }, { a: null });
  });

  it('orders list members by their indices, which may leave gaps, start anywhere and have zeros before them', () => {
    assert.deepEqual(decode('Names.member.10=c&Names.member.2=b&Names.member.0=a').Names, ['a', 'b', 'c']);
    assert.deepEqual(decode('Names.member.999999999=z&Names.member.01=a').Names, ['a', 'z']);
  });

  it('takes the first of what is there twice, the body before the query string', () => {
    assert.deepEqual(decode('Text=a&Text=b&Names.member.1=a&Names.member.1=b'), { Text: 'a', Names: ['a'] });
    assert.deepEqual(decode('Text=a', 'Text=b&Count=1'), { Text: 'a', Count: 1 });
  });

  it('ignores what the shape does not know', () => {
    const text =
      'Action=A&Version=1&X-Amz-Date=x&text=a&Text2=a&constructor=a&__proto__.Text=a&=a&.=a&Tag.Other=1&X=%FF&Tag.=1';
    assert.deepEqual(decode(text), { Tag: {} });
  });

  it('refuses what does not fit', () => {
    const cases: readonly [text: string, refusal: string][] = [
      ['Flag=TRUE', 'MalformedInput: boolean must follow xsd1.1 definition'],
      ['Flag=', 'MalformedInput: missing value for boolean type'],
      ['Count=', 'MalformedInput'],
      ['Count=30.0', 'MalformedInput'],
      ['Count=1e3', 'MalformedInput'],
      ['Count=2147483648', 'MalformedInput'],
      ['Count=0x10', 'MalformedInput'],
      ['Count=+7', 'MalformedInput'],
      ['Big=99999999999999999999', 'MalformedInput'],
      ['Ratio=', 'MalformedInput'],
      ['Ratio=abc', 'MalformedInput'],
      ['At=now', 'MalformedInput: timestamp must follow ISO8601'],
      ['Data=A', 'MalformedInput'],
      ['Text.x=a', 'MalformedInput'],
      ['Names=a', 'MalformedInput: Unexpected list element termination'],
      ['Names.1=a', 'MalformedInput: Top level element may not be treated as a list'],
      ['Names.x=a', 'MalformedInput'],
      ['Names.member=a', 'MalformedInput: Unexpected list element termination'],
      ['Names.member.x=a', 'MalformedInput'],
      ['Names.member.-1=a', 'MalformedInput'],
      ['Names.member.1.x=a', 'MalformedInput'],
      ['Names.member.12345678901=a', 'MalformedInput'],
      ['Lists.member.1.1=a', 'MalformedInput'],
      ['Tag=a', 'MalformedInput: Unexpected complex element termination'],
      ['Tags.member.1=a', 'MalformedInput: Unexpected complex element termination'],
      ['Limits=a', 'MalformedInput'],
      ['Limits.a=1', 'MalformedInput'],
      ['Limits.entry.1=1', 'MalformedInput'],
      ['Limits.entry.1.other=1', 'MalformedInput'],
      ['Limits.entry.1.value=1', 'MalformedInput'],
      ['Text=%FF', 'MalformedQueryString: The query string contains a syntax error.'],
    ];
    for (const [text, refusal] of cases) assert.equal(refusalOf(text), refusal, text);
  });

  it('is not troubled by size: depth, many parameters, long names and long numbers', () => {
    assert.equal(refusalOf(`Nested.${'Child.'.repeat(100_000)}Name=a`), 'MalformedInput');
    assert.deepEqual(decode(`${'Nope.'.repeat(200_000)}Name=a`), {});
    assert.deepEqual(decode('&'.repeat(1_000_000)), {});
    assert.equal(refusalOf(`Ratio=${'1'.repeat(500_000)}x`), 'MalformedInput');
    assert.equal(refusalOf(`Count=${'1'.repeat(500_000)}`), 'MalformedInput');
    const names = Array.from({ length: 50_000 }, (_, index) => `Names.member.${50_000 - index}=${index}`);
    assert.equal(decode(names.join('&')).Names?.[0], '49999');
  });
});
