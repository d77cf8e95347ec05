import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { numberKey } from './number-key.js';
import { addNumbers, compareNumbers, numberSize, parseNumber, subtractNumbers } from './number.js';
import { formsOf, numbers, plainText, type Rational } from './testing/numbers.js';

const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
const TOO_PRECISE = 'Attempting to store more than 38 significant digits in a Number';
const notNumeric = (text: string) => `The parameter cannot be converted to a numeric value: ${text}`;

const writtenNumbers = numbers.chain((number) => fc.tuple(fc.constant(number), formsOf(number)));

/** Enough to meet carries and neighbours. */
const OFTEN = { numRuns: 1_000 };

const refuses = (text: string, message: string, layer: 'new' | 'old' = 'new') =>
  assert.throws(() => parseNumber(text, layer), { code: 'ValidationException', message }, text.slice(0, 50));

describe('parseNumber', () => {
  it('accepts what AWS accepts and answers plain decimals', () => {
    const accepted: Record<string, string> = {
      '+5': '5',
      '.5': '0.5',
      '5.': '5',
      '1.e5': '100000',
      '+.5': '0.5',
      '00042': '42',
      '1e+2': '100',
      '1.5E+3': '1500',
      '-0': '0',
      '-0.0': '0',
      '0042.1200': '42.12',
      '1E125': `1${'0'.repeat(125)}`,
      '-.50e-1': '-0.05',
      '0e125': '0',
      '0e-130': '0',
      '1e-130': `0.${'0'.repeat(129)}1`,
      '1e0000000000000000000000000000002': '100',
    };
    for (const layer of ['new', 'old'] as const)
      for (const [text, canonical] of Object.entries(accepted)) assert.equal(parseNumber(text, layer), canonical, text);
  });

  it('refuses what is no number, with its text', () => {
    const texts = ['abc', '+e2', 'e2', '1+2', '++5', '+-', '1e', '1e+', '.', '0x5', '0x10', 'NaN', 'Infinity', '1_000'];
    for (const text of [...texts, ' 1', '1 ', '1\n', '1.2.3', '-', '+', '--1', '1e5.0', '1e5e5', '٣', '-.', '1,5'])
      for (const layer of ['new', 'old'] as const) refuses(text, notNumeric(text), layer);
  });

  it('words the empty text as its layer does', () => {
    refuses('', 'The parameter cannot be converted to a numeric value: ');
    refuses('', 'The parameter cannot be converted to a numeric value', 'old');
  });

  it('refuses magnitudes out of range, also those that zero is written with', () => {
    for (const text of ['1e126', '-1e126', '10e125', '0e126', '0.0e127', '1'.padEnd(127, '0')]) refuses(text, OVERFLOW);
    for (const text of ['1e-131', '-0.1e-130', '0e-131', `0.${'0'.repeat(130)}1`]) refuses(text, UNDERFLOW);
    const largest = '9'.repeat(38);
    assert.equal(parseNumber(`${largest}e88`, 'new'), `${largest}${'0'.repeat(88)}`);
    refuses(`${largest}e89`, OVERFLOW);
  });

  it('refuses the 39th significant digit, after the range', () => {
    const digits = '1'.repeat(39);
    refuses(digits, TOO_PRECISE);
    refuses(`${digits}e100`, OVERFLOW);
    refuses(`0.${digits}e-200`, UNDERFLOW);
    assert.equal(parseNumber(`0${'1'.repeat(38)}.000`, 'new'), '1'.repeat(38));
  });

  it('takes exponents of 64 bits in the newer layer', () => {
    for (const text of ['1e2147483647', '1e2147483648', '1e99999999999', '1e9223372036854775807'])
      refuses(text, OVERFLOW);
    for (const text of ['1e-2147483648', '1e-9223372036854775808', '0e-99999999999']) refuses(text, UNDERFLOW);
    for (const text of ['1e9223372036854775808', '1e-9223372036854775809', `1e${'9'.repeat(100)}`])
      refuses(text, notNumeric(text));
  });

  it('takes exponents of 32 bits in the older layer, and comes round at their end', () => {
    refuses('1e2147483646', OVERFLOW, 'old');
    refuses('1e2147483647', UNDERFLOW, 'old');
    refuses('1e-2147483647', UNDERFLOW, 'old');
    for (const text of ['1e2147483648', '1e99999999999', '1e-2147483648', '1e-2147483649', '0.1e-2147483647'])
      refuses(text, notNumeric(text), 'old');
  });

  it('answers the same canonical text for every way to write a number', () => {
    fc.assert(
      fc.property(writtenNumbers, ([number, form]) => {
        const canonical = plainText(number);
        assert.equal(parseNumber(form, 'new'), canonical);
        assert.equal(parseNumber(form, 'old'), canonical);
        assert.equal(parseNumber(canonical, 'new'), canonical);
      }),
      OFTEN,
    );
  });

  it('costs no more than its length', () => {
    refuses(`${'0'.repeat(2_000_000)}x`, notNumeric(`${'0'.repeat(2_000_000)}x`));
    assert.equal(parseNumber(`${'0'.repeat(2_000_000)}1`, 'new'), '1');
    refuses('1'.repeat(2_000_000), OVERFLOW);
  });
});

const minus = ({ coefficient, exponent }: Rational): Rational => ({ coefficient: -coefficient, exponent });
const at = ({ coefficient, exponent }: Rational, lowest: number) => coefficient * 10n ** BigInt(exponent - lowest);
const sign = (value: bigint | number) => (value > 0 ? 1 : value < 0 ? -1 : 0);
function plus(a: Rational, b: Rational): Rational {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: at(a, exponent) + at(b, exponent), exponent };
}

describe('compareNumbers and numberKey', () => {
  it('order numbers by their value', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const lowest = Math.min(a.exponent, b.exponent);
        const order = sign(at(a, lowest) - at(b, lowest));
        const [left, right] = [plainText(a), plainText(b)];
        assert.equal(sign(compareNumbers(left, right)), order);
        const [leftKey, rightKey] = [numberKey(left), numberKey(right)];
        assert.equal(leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0, order);
      }),
      OFTEN,
    );
  });

  it('order neighbours', () => {
    const nines = '9'.repeat(38);
    const ascending = [
      `-${nines}`,
      `-${nines.slice(1)}8`,
      '-100',
      '-99.5',
      '-99',
      '-10',
      '-1.5',
      '-1',
      '-0.1',
      '-0.01',
    ];
    const texts = [
      ...ascending,
      `-0.${'0'.repeat(129)}1`,
      '0',
      `0.${'0'.repeat(129)}1`,
      '0.01',
      '0.1',
      '1',
      '1.01',
      '1.1',
      '9',
      '10',
      '11',
      '99',
      '100',
      nines,
    ];
    for (let i = 1; i < texts.length; i++) {
      const [before = '', after = ''] = texts.slice(i - 1, i + 1);
      assert.ok(compareNumbers(before, after) < 0, `${before} < ${after}`);
      assert.ok(numberKey(before) < numberKey(after), `the keys of ${before} < ${after}`);
    }
  });

  it('makes keys of 1 to 21 bytes', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const key = numberKey(plainText(number));
        assert.ok(key.length >= 1 && key.length <= 21);
        assert.match(key, /^[\0-\xff]+$/);
      }),
      OFTEN,
    );
  });
});

describe('addNumbers and subtractNumbers', () => {
  it('are exact, or refuse', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        for (const [operation, exact] of [
          [addNumbers, plus(a, b)],
          [subtractNumbers, plus(a, minus(b))],
        ] as const) {
          const digits = String(exact.coefficient).replace('-', '').replace(/0+$/, '');
          const magnitude = String(exact.coefficient).replace('-', '').length + exact.exponent - 1;
          const run = () => operation(plainText(a), plainText(b));
          if (exact.coefficient === 0n) assert.equal(run(), '0');
          else if (magnitude > 125 || (magnitude >= -130 && digits.length > 38))
            assert.throws(run, { message: OVERFLOW });
          else if (magnitude < -130) assert.throws(run, { message: UNDERFLOW });
          else assert.equal(run(), plainText(exact));
        }
      }),
      OFTEN,
    );
  });

  it('call a loss of precision an overflow, as AWS does', () => {
    assert.throws(() => addNumbers(parseNumber('1e50', 'new'), '1'), { message: OVERFLOW });
    assert.throws(() => addNumbers(parseNumber('9e125', 'new'), parseNumber('9e125', 'new')), { message: OVERFLOW });
    assert.throws(() => subtractNumbers(parseNumber('1.5e-130', 'new'), parseNumber('1e-130', 'new')), {
      message: UNDERFLOW,
    });
  });

  it('count in decimals', () => {
    assert.equal(addNumbers('0.1', '0.2'), '0.3');
    assert.equal(addNumbers('999999999999999', '1'), '1000000000000000');
    assert.equal(subtractNumbers('5', '5'), '0');
    assert.equal(subtractNumbers('0', '0'), '0');
    assert.equal(subtractNumbers('1', '1.5'), '-0.5');
    assert.equal(addNumbers('-9007199254740993', '1'), '-9007199254740992');
  });
});

describe('numberSize', () => {
  it('is what AWS charges', () => {
    const recorded: Record<string, number> = {
      '0': 1,
      '1': 2,
      '12': 2,
      '123': 3,
      '1234': 3,
      '0042': 2,
      '100': 2,
      '1010': 3,
      '0.0000001': 2,
      '1E125': 2,
      '1E-100': 2,
      '1.5': 3,
      '15': 2,
      '1.2': 3,
      '1.200': 3,
      '1.234': 4,
      '3.14159': 5,
      '123456': 4,
      '100.5': 4,
      '0.15': 2,
      '-42': 3,
      '-0': 1,
    };
    for (const [text, size] of Object.entries(recorded)) assert.equal(numberSize(parseNumber(text, 'new')), size, text);
    assert.equal(numberSize('1'.repeat(38)), 20);
  });
});
