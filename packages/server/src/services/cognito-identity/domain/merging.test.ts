import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isEnabled, owns, sameLogin, type Identity, type Login } from './identity.js';
import { arrive, merge, type Arrival, type Outcome, type Rules } from './merging.js';

const developer = 'login.my.app';
const rules: Rules = { developerProvider: developer, limit: 6, now: 1000 };

const login = (provider: string, user: string): Login => ({ provider, user });
const identity = (id: string, logins: readonly Login[] = [], change: Partial<Identity> = {}): Identity => ({
  id,
  poolId: 'pool',
  created: 0,
  modified: 0,
  authenticated: logins.length > 0,
  logins,
  ...change,
});
const [ann, bob, dev] = [login('idp', 'ann'), login('other-idp', 'bob'), login(developer, 'cid')];
const come = (arrival: Partial<Arrival>): Outcome =>
  arrive({ named: undefined, proven: false, logins: [], owners: [], ...arrival }, rules);

test('a guest and a new login become one; a known login takes the guest in', () => {
  const guest = identity('guest');
  assert.deepEqual(come({ named: guest, logins: [ann] }), {
    kind: 'known',
    identity: { ...guest, logins: [ann], authenticated: true, modified: 1000 },
    absorbed: [],
    changed: true,
  });
  const known = identity('known', [ann], { created: 5 });
  assert.deepEqual(come({ named: guest, logins: [ann], owners: [known] }), {
    kind: 'known',
    identity: { ...known, modified: 1000 },
    absorbed: [{ ...guest, mergedInto: 'known', modified: 1000 }],
    changed: true,
  });
});

test('the named identity survives, otherwise the oldest', () => {
  const [older, younger] = [identity('older', [ann], { created: 1 }), identity('younger', [bob], { created: 2 })];
  const survivor = (arrival: Partial<Arrival>): string => {
    const outcome = come({ logins: [ann, bob], owners: [younger, older], ...arrival });
    return outcome.kind === 'known' ? outcome.identity.id : outcome.kind;
  };
  assert.equal(survivor({}), 'older');
  assert.equal(survivor({ named: younger }), 'younger');
});

test('an identity with logins is opened by one of them, or by proof; one without is lost', () => {
  const known = identity('known', [ann]);
  assert.deepEqual(come({ named: known, logins: [bob] }), { kind: 'refused', why: 'unproven' });
  assert.equal(come({ named: known, logins: [ann], owners: [known] }).kind, 'known');
  assert.equal(come({ named: known, proven: true }).kind, 'known');
  const lost = identity('lost', [], { authenticated: true });
  assert.deepEqual(come({ named: lost, proven: true }), { kind: 'refused', why: 'unproven' });
  assert.deepEqual(come({ named: lost, logins: [ann] }), { kind: 'refused', why: 'unproven' });
});

test('one user of a public provider, several of the developer\u2019s', () => {
  const [one, two] = [identity('one', [ann, dev]), identity('two', [login('idp', 'zoe')])];
  assert.deepEqual(merge(one, two, rules), { kind: 'refused', why: 'two-users' });
  const third = identity('three', [login(developer, 'dan')]);
  const merged = merge(one, third, rules);
  assert.ok(merged.kind === 'known');
  assert.deepEqual(merged.identity.logins, [ann, dev, login(developer, 'dan')]);
  assert.equal(merge(one, one, rules).kind === 'known', true);
});

const providers = ['idp', 'other-idp', 'third-idp', developer];
const anyLogin = fc.record({ provider: fc.constantFrom(...providers), user: fc.constantFrom('a', 'b', 'c', 'd') });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('arrive' as const),
    named: fc.option(fc.nat(9), { nil: undefined }),
    logins: fc.uniqueArray(anyLogin, { selector: ({ provider }) => provider, minLength: 1, maxLength: 3 }),
    proven: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('merge' as const), into: fc.nat(9), from: fc.nat(9) }),
  fc.record({ kind: fc.constant('guest' as const) }),
);

test('whatever happens, a login belongs to exactly one enabled identity, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const all = new Map<string, Identity>();
      const everUsed: Login[] = [];
      const at = (index: number | undefined): Identity | undefined => {
        const enabled = [...all.values()].filter(isEnabled);
        return index === undefined ? undefined : enabled[index % Math.max(1, enabled.length)];
      };
      const keep = (outcome: Outcome, logins: readonly Login[]): void => {
        if (outcome.kind === 'refused') return;
        everUsed.push(...logins);
        if (outcome.kind === 'new') return void all.set(`i${all.size}`, identity(`i${all.size}`, logins));
        for (const one of [outcome.identity, ...outcome.absorbed]) all.set(one.id, one);
      };
      for (const one of steps) {
        if (one.kind === 'guest') all.set(`i${all.size}`, identity(`i${all.size}`));
        else if (one.kind === 'merge') {
          const [into, from] = [at(one.into), at(one.from)];
          if (into && from) keep(merge(into, from, rules), []);
        } else {
          const owners = [...all.values()].filter((own) => one.logins.some((asked) => owns(own, asked)));
          keep(arrive({ ...one, named: at(one.named), owners }, rules), one.logins);
        }
        for (const used of everUsed) {
          const holders = [...all.values()].filter((own) => owns(own, used));
          assert.equal(holders.length, 1, JSON.stringify(used));
          assert.ok(holders.every(isEnabled));
        }
        for (const own of all.values()) {
          assert.ok(own.logins.length <= rules.limit);
          assert.ok(isEnabled(own) || own.logins.length === 0);
          assert.equal(own.authenticated || own.logins.length === 0, true);
          const publicOnes = own.logins.filter(({ provider }) => provider !== developer);
          assert.equal(new Set(publicOnes.map(({ provider }) => provider)).size, publicOnes.length);
          assert.ok(own.logins.every((a, i) => own.logins.findIndex((b) => sameLogin(a, b)) === i));
        }
      }
    }),
    { numRuns: 300 },
  );
});
