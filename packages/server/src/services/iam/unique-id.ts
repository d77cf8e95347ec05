import { withAccount } from '../../identity/access-key-id.js';
import type { Random } from '../../runtime/random.js';

const prefixes = { user: 'AIDA', group: 'AGPA', role: 'AROA', policy: 'ANPA' } as const;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A unique id of 21 characters: AIDA… for a user, AGPA… for a group, AROA… for a role, ANPA… for a managed policy. As on AWS the account
 * is in it, before 44 random bits.
 */
export function makeUniqueId(kind: keyof typeof prefixes, account: string, random: Random): string {
  const bytes = random.bytes(6);
  return prefixes[kind] + withAccount(account, bytes) + alphabet.charAt((bytes[5] ?? 0) & 31);
}
