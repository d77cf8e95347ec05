/**
 * Sequence numbers as the API has them: 21 decimal digits, rising as the store's own, which they hold. The digits behind it tell a record's number from
 * that of a shard's beginning, which lies between its parent's last and its own first record.
 */
const HEAD = '1';
const SEQUENCE_DIGITS = 17;
const RECORD = '000';
const BEGINNING = '001';

export const recordNumber = (sequence: number): string =>
  HEAD + String(sequence).padStart(SEQUENCE_DIGITS, '0') + RECORD;

/** StartingSequenceNumber of the shard whose records come after the store's number. */
export const beginningNumber = (after: number): string =>
  HEAD + String(after).padStart(SEQUENCE_DIGITS, '0') + BEGINNING;

/** Which of the store's numbers a sequence number stands for, and whether it stands behind it; undefined for one that was never given out. */
export function parseSequenceNumber(
  text: string,
): { readonly sequence: number; readonly isBeginning: boolean } | undefined {
  const [, digits, kind] = /^1(\d{17})(000|001)$/.exec(text) ?? [];
  const sequence = Number(digits);
  return Number.isSafeInteger(sequence) ? { sequence, isBeginning: kind === BEGINNING } : undefined;
}
