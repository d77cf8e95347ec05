import type { Random } from '../../runtime/random.js';

const prefixes = { user: 'AIDA', group: 'AGPA', role: 'AROA', policy: 'ANPA' } as const;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id of 21 characters: AIDA… for a user, AGPA… for a group, AROA… for a role, ANPA… for a managed policy. */
export const makeUniqueId = (kind: keyof typeof prefixes, random: Random): string =>
  prefixes[kind] + Array.from(random.bytes(17), (byte) => alphabet.charAt(byte & 31)).join('');
