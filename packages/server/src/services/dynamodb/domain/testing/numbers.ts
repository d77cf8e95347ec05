import fc from 'fast-check';

/** `coefficient` times ten to the power of `exponent`: numbers as tests count, independently of how the server does. */
export interface Rational {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Numbers that DynamoDB can store, of all magnitudes and precisions, small ones more often. */
export const numbers: fc.Arbitrary<Rational> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ coefficient: fc.bigInt(-1000n, 1000n), exponent: fc.integer({ min: -4, max: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        coefficient: fc.oneof(fc.bigInt(-(10n ** 38n) + 1n, 10n ** 38n - 1n), fc.bigInt(-99n, 99n)),
        magnitude: fc.integer({ min: -130, max: 125 }),
      })
      .map(({ coefficient, magnitude }) => ({
        coefficient,
        exponent: coefficient === 0n ? 0 : magnitude + 1 - String(coefficient).replace('-', '').length,
      })),
  },
);

/** The number in its only canonical form. */
export function plainText({ coefficient, exponent }: Rational): string {
  if (coefficient === 0n) return '0';
  const negative = coefficient < 0n ? '-' : '';
  const digits = String(coefficient).replace('-', '');
  if (exponent >= 0) return negative + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  const fraction = padded.slice(exponent).replace(/0+$/, '');
  return negative + padded.slice(0, exponent) + (fraction === '' ? '' : `.${fraction}`);
}

/** Ways to write a number: with zeros before and after, a plus sign, an exponent and the point anywhere. */
export const formsOf = (number: Rational): fc.Arbitrary<string> =>
  fc
    .record({
      shift: fc.integer({ min: 0, max: 45 }),
      leading: fc.integer({ min: 0, max: 3 }),
      trailing: fc.integer({ min: 0, max: 3 }),
      plus: fc.boolean(),
      e: fc.constantFrom('e', 'E'),
      exponentSign: fc.constantFrom('', '+'),
    })
    .map(({ shift, leading, trailing, plus, e, exponentSign }) => {
      const { coefficient, exponent } = number;
      const sign = coefficient < 0n ? '-' : plus ? '+' : '';
      const digits = '0'.repeat(leading) + String(coefficient).replace('-', '') + '0'.repeat(trailing);
      const cut = Math.min(shift, digits.length);
      const integer = digits.slice(0, digits.length - cut);
      const fraction = digits.slice(digits.length - cut);
      const power = exponent - trailing + cut;
      const tail = power === 0 ? '' : `${e}${power > 0 ? exponentSign : ''}${power}`;
      return `${sign}${integer}${cut === 0 && !plus ? '' : `.${fraction}`}${tail}`;
    });
