import fc from 'fast-check';
import type { AttributeValue, Item } from '../attribute-value.js';
import { compareBinaries, compareTexts } from '../value-compare.js';
import { compareNumbers } from '../number.js';
import { numbers, plainText } from './numbers.js';

/** Texts in which bytes, UTF-16 units and code points disagree about the order, and such as are the beginning of others. */
export const texts: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      '',
      'a',
      'b',
      '\0',
      '\x01',
      '\x7f',
      '\x80',
      'ÿ',
      'é',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '\u{10000}',
      '\u{1f600}',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

export const canonicalNumbers: fc.Arbitrary<string> = numbers.map(plainText);

const bytes = fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.array(fc.constantFrom(0, 1, 254, 255), { maxLength: 5 }));
export const binaries: fc.Arbitrary<string> = bytes.map((array) => Buffer.from(array).toString('base64'));

/** Values that can be keys, all of one type. */
export const keyValues: Readonly<Record<'S' | 'N' | 'B', fc.Arbitrary<AttributeValue>>> = {
  S: texts.map((S) => ({ S })),
  N: canonicalNumbers.map((N) => ({ N })),
  B: binaries.map((B) => ({ B })),
};

const setOf = (members: fc.Arbitrary<string>, compare: (a: string, b: string) => number) =>
  fc.uniqueArray(members, { minLength: 1, maxLength: 4 }).map((set) => set.sort(compare));

const names = fc.oneof(
  fc.constantFrom('a', 'b', 'é', '__proto__', 'constructor', '1'),
  fc.string({ minLength: 1, maxLength: 8 }),
);

const { value, item } = fc.letrec<{ value: AttributeValue; item: Item }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    keyValues.S,
    keyValues.N,
    keyValues.B,
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true } as const),
    setOf(texts, compareTexts).map((SS) => ({ SS })),
    setOf(canonicalNumbers, compareNumbers).map((NS) => ({ NS })),
    setOf(binaries, compareBinaries).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    tie('item').map((M) => ({ M })),
  ),
  item: fc
    .array(fc.tuple(names, tie('value')), { maxLength: 4 })
    // As JSON.parse makes objects: `__proto__` is a name like others.
    .map((entries) => Object.fromEntries(entries)),
}));

/** Any normal value. */
export const anyValue: fc.Arbitrary<AttributeValue> = value;
/** Any normal item. */
export const anyItem: fc.Arbitrary<Item> = item;
