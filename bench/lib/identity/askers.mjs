import { makeRoleSession, makeUser } from './credentials.mjs';

// Whose requests are compared with root's under `--auth relaxed`: how the server is started, and the credentials that are
// made on it before the load begins; the root key's without.
export const ASKERS = [
  { name: 'relaxed', title: '`--auth relaxed` itself: the noise', flags: ['--auth', 'relaxed'] },
  { name: 'root', title: 'root key' },
  { name: 'user', title: 'user, three policies', credentials: (call) => makeUser(call, { conditions: false }) },
  {
    name: 'user-conditions',
    title: 'user, three policies, aws:SourceIp',
    credentials: (call) => makeUser(call, { conditions: true }),
  },
  { name: 'session', title: 'session of a role', credentials: (call) => makeRoleSession(call, {}) },
  {
    name: 'session-policy',
    title: 'session of a role, session policy',
    credentials: (call) => makeRoleSession(call, { sessionPolicy: true }),
  },
];

export const AGAINST = { name: 'against', flags: ['--auth', 'relaxed'] };

// Names, comma-separated, or all.
export function selectAskers(list) {
  const words = list.split(',').filter(Boolean);
  for (const word of words) {
    if (word !== 'all' && !ASKERS.some(({ name }) => name === word)) {
      throw new Error(`unknown asker ${word}; there are all, ${ASKERS.map(({ name }) => name).join(', ')}`);
    }
  }
  return ASKERS.filter(({ name }) => words.includes('all') || words.includes(name));
}
