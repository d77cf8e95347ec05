import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Blob } from './blob.js';
import { AwsError } from './errors.js';
import { blob, document, enumeration, integer, list, map, required, string, structure } from './shapes.js';
import type { Shape, StructureShape } from './shapes.js';
import { assertValid, validate, violationsOf } from './validation.js';

type Values = Readonly<Record<string, unknown>>;

const StreamName = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
const violations = (shape: StructureShape, value: Values): readonly string[] => validate(shape, value);
const of = (member: Shape, value: unknown) => violations(structure('Input', { Member: member }), { Member: value });

describe('the words of AWS for each constraint', () => {
  const cases: readonly (readonly [member: Shape, value: unknown, expected: readonly string[]])[] = [
    [StreamName, 'fine', []],
    [
      StreamName,
      '',
      [
        "Value '' at 'member' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        "Value '' at 'member' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
    ],
    [
      StreamName,
      'a'.repeat(129),
      [
        `Value '${'a'.repeat(129)}' at 'member' failed to satisfy constraint: Member must have length less than or equal to 128`,
      ],
    ],
    [
      integer({ min: 1 }),
      0,
      ["Value '0' at 'member' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    ],
    [
      integer({ min: 1, max: 10_000 }),
      10_001,
      ["Value '10001' at 'member' failed to satisfy constraint: Member must have value less than or equal to 10000"],
    ],
    [
      enumeration('UNIFORM_SCALING', 'OTHER'),
      'x',
      [
        "Value 'x' at 'member' failed to satisfy constraint: Member must satisfy enum value set: [UNIFORM_SCALING, OTHER]",
      ],
    ],
    [
      blob({ max: 2 }),
      Blob.fromBase64('AAAA'),
      ["Value at 'member' failed to satisfy constraint: Member must have length less than or equal to 2"],
    ],
    [
      list(string(), { min: 1 }),
      [],
      ["Value '[]' at 'member' failed to satisfy constraint: Member must have length greater than or equal to 1"],
    ],
    [
      list(string({ min: 1, max: 128 }), { min: 1, max: 2 }),
      ['a', '', 'b'],
      [
        "Value '[a, , b]' at 'member' failed to satisfy constraint: Member must have length less than or equal to 2",
        "Value '[a, , b]' at 'member' failed to satisfy constraint: Member must satisfy constraint: " +
          '[Member must have length less than or equal to 128, Member must have length greater than or equal to 1]',
      ],
    ],
    [
      list(enumeration('A', 'B')),
      ['x'],
      [
        "Value '[x]' at 'member' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [A, B]]",
      ],
    ],
    [
      list(string({ min: 1, max: 3, pattern: '[a-z]*' })),
      ['A', null],
      [
        "Value '[A, null]' at 'member' failed to satisfy constraint: Member must satisfy constraint: " +
          '[Member must have length less than or equal to 3, Member must have length greater than or equal to 1, ' +
          'Member must satisfy regular expression pattern: [a-z]*, Member must not be null]',
      ],
    ],
    [
      map(string({ min: 1, max: 128 }), string({ min: 0, max: 2 }), { min: 1, max: 1 }),
      { '': 'abc', b: 'c' },
      [
        "Value '{=abc, b=c}' at 'member' failed to satisfy constraint: Member must have length less than or equal to 1",
        "Value '{=abc, b=c}' at 'member' failed to satisfy constraint: Map keys must satisfy constraint: " +
          '[Member must have length less than or equal to 128, Member must have length greater than or equal to 1]',
        "Value '{=abc, b=c}' at 'member' failed to satisfy constraint: Map value must satisfy constraint: " +
          '[Member must have length less than or equal to 2, Member must have length greater than or equal to 0]',
      ],
    ],
    [
      map(string(), string(), { min: 1 }),
      {},
      ["Value '{}' at 'member' failed to satisfy constraint: Member must have length greater than or equal to 1"],
    ],
    [
      map(string(), string()),
      { a: null },
      [
        "Value '{a=null}' at 'member' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]",
      ],
    ],
    [
      list(structure('Tag', {}), { max: 1 }),
      [{}, {}],
      [
        "Value '[Tag@0, Tag@0]' at 'member' failed to satisfy constraint: Member must have length less than or equal to 1",
      ],
    ],
  ];
  for (const [member, value, expected] of cases)
    test(`${member.kind} ${JSON.stringify(value)?.slice(0, 30)}`, () => {
      assert.deepEqual(of(member, value), expected);
    });
});

describe('paths', () => {
  const Entry = structure('Entry', { Data: required(blob()), PartitionKey: required(string({ min: 1 })) });
  const PutRecords = structure('PutRecordsInput', {
    Records: required(list(Entry, { min: 1, max: 2 })),
    StreamName: required(StreamName),
    StreamARN: string({ min: 3 }),
  });

  test('only the first letter is lowered', () => {
    assert.deepEqual(
      violations(PutRecords, { Records: [{ Data: Blob.fromBase64(''), PartitionKey: 'a' }], StreamARN: 'x' }),
      [
        "Value null at 'streamName' failed to satisfy constraint: Member must not be null",
        "Value 'x' at 'streamARN' failed to satisfy constraint: Member must have length greater than or equal to 3",
      ],
    );
  });

  test('members of lists are counted from 1, and come after what the list itself breaks', () => {
    assert.deepEqual(
      violations(PutRecords, { Records: [{ Data: Blob.fromBase64(''), PartitionKey: '' }, {}, null], StreamName: 'a' }),
      [
        "Value at 'records' failed to satisfy constraint: Member must have length less than or equal to 2",
        "Value '' at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be null",
        "Value null at 'records.2.member.partitionKey' failed to satisfy constraint: Member must not be null",
        "Value null at 'records.3.member' failed to satisfy constraint: Member must not be null",
      ],
    );
  });

  test('structures and maps of structures', () => {
    const Mode = structure('StreamModeDetails', { StreamMode: required(enumeration('ON_DEMAND')) });
    assert.deepEqual(violations(structure('I', { StreamModeDetails: Mode }), { StreamModeDetails: {} }), [
      "Value null at 'streamModeDetails.streamMode' failed to satisfy constraint: Member must not be null",
    ]);
    assert.deepEqual(
      violations(structure('I', { Tags: map(string(), Mode) }), { Tags: { KEY: { StreamMode: 'x' } } }),
      [
        "Value 'x' at 'tags.KEY.member.streamMode' failed to satisfy constraint: Member must satisfy enum value set: [ON_DEMAND]",
      ],
    );
  });

  test('a member is what the input itself has', () => {
    const shape = structure('I', { constructor: required(string()) });
    assert.equal(violations(shape, {}).length, 1);
  });
});

describe('assertValid', () => {
  const Two = structure('Two', { A: required(integer()), B: required(integer()) });
  const message = (value: Values) => {
    try {
      assertValid(Two as StructureShape, value);
    } catch (error) {
      assert.ok(error instanceof AwsError && error.code === 'ValidationException' && !error.capitalMessage);
      return error.message;
    }
    return undefined;
  };
  const nullAt = (path: string) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`;

  test('says nothing of a valid value', () => {
    assert.equal(message({ A: 1, B: 2 }), undefined);
  });

  test('counts one error, and several', () => {
    assert.equal(message({ A: 1 }), `1 validation error detected: ${nullAt('b')}`);
    assert.equal(message({}), `2 validation errors detected: ${nullAt('a')}; ${nullAt('b')}`);
  });
});

test('no more than ten violations are reported', () => {
  const shape = structure('I', { L: list(structure('S', { A: required(string()) })) });
  assert.equal(violations(shape, { L: Array.from({ length: 30 }, () => ({})) }).length, 10);
});

test('huge values make no huge messages', () => {
  const huge = 'x'.repeat(1_000_000);
  const messages = [
    ...of(string({ max: 1 }), huge),
    ...of(
      list(string({ max: 1 })),
      Array.from({ length: 1000 }, () => huge),
    ),
    ...of(map(string({ max: 1 }), string()), { [huge]: huge }),
    ...of(map(string(), structure('S', { A: required(string()) })), { [huge]: {} }),
  ];
  assert.equal(messages.length, 4);
  for (const message of messages) assert.ok(message.length < 5000);
});

test('length is counted in UTF-16 units, as in Java', () => {
  assert.equal(of(string({ max: 1 }), '\u{1f984}').length, 1);
});

test('documents have no constraints, and are printed by their name', () => {
  const Anything = document<unknown>({ name: 'Anything', stands: () => string(), read: (json) => json, write: String });
  assert.deepEqual(of(Anything, 1), []);
  assert.deepEqual(of(list(Anything, { max: 1 }), [1, 2]), [
    "Value '[Anything@0, Anything@0]' at 'member' failed to satisfy constraint: Member must have length less than or equal to 1",
  ]);
  assert.deepEqual(of(list(Anything), [1, null]), [
    "Value null at 'member.2.member' failed to satisfy constraint: Member must not be null",
  ]);
});

test('lengths of the lists in a map are reported with the map, their members by themselves', () => {
  const Numbers = map(string(), list(structure('N', { N: required(integer()) }), { min: 1, max: 2 }));
  assert.deepEqual(of(Numbers, { a: [], b: [{ N: 1 }] }), [
    "Value '{a=[], b=[N@0]}' at 'member' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]",
  ]);
  assert.deepEqual(of(Numbers, { a: [{}] }), [
    "Value null at 'member.a.member.1.member.n' failed to satisfy constraint: Member must not be null",
  ]);
});

test('some members report their length before their pattern', () => {
  const [length, pattern] = of(string({ min: 3, pattern: '[a-z]+', lengthFirst: true }), '');
  assert.match(String(length), /length greater/);
  assert.match(String(pattern), /pattern/);
});

test('what begins as something else is left to the service', () => {
  const Name = string({ max: 5, pattern: '[a-z]+', exempt: 'arn:' });
  assert.deepEqual(of(Name, 'arn:aws:x:y'), []);
  assert.equal(of(Name, 'arm:aws:x:y').length, 2);
});

test('structures are printed with their members where a service does so, documents as they say', () => {
  const Item = document<string>({
    name: 'Item',
    stands: () => string(),
    read: String,
    write: String,
    print: (value) => `{${value}=Value@0}`,
  });
  const Put = structure('Put', { Item, Size: integer() });
  const [found] = violationsOf(
    structure('I', { L: list(structure('Write', { Put }), { max: 0 }) }),
    { L: [{ Put: { Item: 'a' } }, {}] },
    { code: 'ValidationException', tellsValue: true, tellsMembers: true },
  );
  assert.deepEqual(found, {
    path: 'l',
    text: "Value '[Write(put=Put(item={a=Value@0}, size=null)), Write(put=null)]' at 'l' failed to satisfy constraint: Member must have length less than or equal to 0",
    constraint: 'Member must have length less than or equal to 0',
    trait: 'max',
  });
});
