/**
 * Sequence numbers in the form that AWS's have had for years ("version 2"), 47 hexadecimal digits read as one number, 56 decimal digits:
 *
 *     2 | shard created, seconds (9) | shard index (1) | position (16) | 00 | arrived, seconds (9) | shard index (8) | 2
 *
 * The position of a shard's first record is 1; its StartingSequenceNumber has position 0, its EndingSequenceNumber the largest one.
 * Because the shard's creation comes first, and a child is created at least a second after its parents, a child's numbers exceed its parents'.
 */
export interface SequenceNumber {
  readonly createdSecond: number;
  readonly shardIndex: number;
  /** 0 for the shard's start, offset + 1 for a record, `endPosition` for its end. */
  readonly position: bigint;
  readonly arrivedSecond: number;
}

const hexDigits = 47;
const positionStep = 1n << 80n;
export const endPosition = 0x7fff_ffff_ffff_ffffn;
// Beyond the year 2477 AWS calls the date too large.
const largestSecond = 16_025_175_000;

const hex = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, '0');

export function formatSequenceNumber(number: SequenceNumber): string {
  return BigInt(
    `0x2${hex(number.createdSecond, 9)}${hex(number.shardIndex & 15, 1)}${hex(number.position, 16)}00` +
      `${hex(number.arrivedSecond, 9)}${hex(number.shardIndex, 8)}2`,
  ).toString();
}

/** Reads a sequence number; undefined when no shard of any stream can have given it. */
export function parseSequenceNumber(decimal: string): SequenceNumber | undefined {
  const digits = BigInt(decimal).toString(16);
  if (digits.length !== hexDigits || digits[0] !== '2' || digits[46] !== '2') return undefined;
  const part = (from: number, to: number): number => Number.parseInt(digits.slice(from, to), 16);
  const position = BigInt(`0x${digits.slice(11, 27)}`);
  const number = {
    createdSecond: part(1, 10),
    shardIndex: part(38, 46),
    position,
    arrivedSecond: part(29, 38),
  };
  const consistent = part(10, 11) === (number.shardIndex & 15) && digits.slice(27, 29) === '00';
  if (!consistent || position > endPosition || number.createdSecond >= largestSecond || number.shardIndex > 0x7fff_ffff)
    return undefined;
  return number;
}

// 2^80, by which consecutive numbers differ, in limbs of nine decimal digits: small integers, which print quickly.
const limbDigits = 9;
const limb = 1_000_000_000;
const [step0, step1, step2] = [
  positionStep % 10n ** 9n,
  (positionStep / 10n ** 9n) % 10n ** 9n,
  positionStep / 10n ** 18n,
].map(Number) as [number, number, number];

/**
 * Calls `use` with the sequence numbers of consecutive records. Converting a big integer costs most of a microsecond; the numbers that
 * follow are sums in the three lowest limbs, and what is above changes only with a carry.
 */
export function eachSequenceNumber(
  shard: { readonly createdSecond: number; readonly index: number },
  firstOffset: number,
  count: number,
  arrivedSecond: number,
  use: (sequenceNumber: string, index: number) => void,
): void {
  const first = formatSequenceNumber({
    createdSecond: shard.createdSecond,
    shardIndex: shard.index,
    position: BigInt(firstOffset) + 1n,
    arrivedSecond,
  });
  use(first, 0);
  const cut = (from: number, to?: number): string => first.slice(first.length - from, to);
  let top = first.slice(0, first.length - 3 * limbDigits);
  let limb2 = Number(cut(3 * limbDigits, first.length - 2 * limbDigits));
  let limb1 = Number(cut(2 * limbDigits, first.length - limbDigits));
  let limb0 = Number(cut(limbDigits));
  for (let index = 1; index < count; index++) {
    limb0 += step0;
    limb1 += step1;
    limb2 += step2;
    if (limb0 >= limb) {
      limb0 -= limb;
      limb1 += 1;
    }
    if (limb1 >= limb) {
      limb1 -= limb;
      limb2 += 1;
    }
    if (limb2 >= limb) {
      limb2 -= limb;
      top = (BigInt(top) + 1n).toString();
    }
    use(top + pad(limb2) + pad(limb1) + pad(limb0), index);
  }
}

const pad = (value: number): string => (value >= 100_000_000 ? `${value}` : `${value}`.padStart(limbDigits, '0'));
