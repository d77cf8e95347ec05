/**
 * Access key ids as AWS makes them: the prefix says what kind (AKIA long-term, ASIA temporary), and of the 80 bits of the sixteen base32 digits
 * the first forty-one hold a 1 and the account: GetAccessKeyInfo reads it there, for any key of that form, known or not.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const idBytes = 10;

/** @param account twelve digits. @param random at least 5 bytes: 39 random bits follow the account */
export const makeAccessKeyId = (prefix: 'AKIA' | 'ASIA', account: string, random: Uint8Array): string =>
  prefix + withAccount(account, random);

/** Sixteen base32 digits: a 1, the account, and 39 bits of the random bytes. Unique ids of users and roles begin so, too. */
export function withAccount(account: string, random: Uint8Array): string {
  const number = (1n << 40n) | BigInt(account);
  const noise = random.subarray(0, 5).reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n) & ((1n << 39n) - 1n);
  let bits = (number << 39n) | noise;
  let text = '';
  for (let digit = 0; digit < (idBytes * 8) / 5; digit++) {
    text = alphabet.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/** The account that an access key id names; undefined for a text of another form, such as the ids that AWS made before 2019, which name none. */
export function accountOfAccessKeyId(accessKeyId: string): string | undefined {
  const digits = /^(?:AKIA|ASIA)([A-Z2-7]{16})$/.exec(accessKeyId)?.[1];
  if (digits === undefined) return undefined;
  let bits = 0n;
  for (const digit of digits) bits = (bits << 5n) | BigInt(alphabet.indexOf(digit));
  if (bits >> 79n === 0n) return undefined;
  const account = String((bits >> 39n) & ((1n << 40n) - 1n)).padStart(12, '0');
  return account.length === 12 ? account : undefined;
}
