import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PolicyDocument, Statement } from '../../document/policy-document.js';
import type { AccessRequest, Decision } from '../access.js';
import { decide, decideTrust } from '../decide.js';
import { narrowPolicies } from '../narrow-policies.js';
import { naiveDecision, type World } from './naive-decision.js';
import { compiled, context, document, request, statement, world } from './worlds.js';

const runs = { numRuns: 2_000 };

const everyone = { not: false, everyone: true, aws: [], service: [], federated: [], canonicalUser: [] };
const everything = {
  actions: { not: false, patterns: ['*'] },
  resources: { not: false, patterns: ['*'] },
  conditions: [],
};
const of = (...statements: Statement[]): PolicyDocument => ({ version: '2012-10-17', statements });

const isAllowed = (asked: AccessRequest, given: World): boolean => decide(asked, compiled(given)).outcome === 'allowed';

/** The same with one more statement in one place, where the world has such a place. */
function withStatement(given: World, place: keyof World, added: Statement): World {
  if (place === 'identity')
    return given.identity === 'all' ? given : { ...given, identity: [...(given.identity ?? []), of(added)] };
  if (place === 'session')
    return given.session === undefined ? given : { ...given, session: [...given.session, of(added)] };
  const there = given[place];
  if (there === undefined && place === 'boundary') return given;
  const stated = place === 'resource' ? { ...added, principals: everyone } : added;
  return {
    ...given,
    [place]: { version: there?.version ?? '2012-10-17', statements: [...(there?.statements ?? []), stated] },
  };
}

const place = fc.constantFrom<keyof World>('identity', 'boundary', 'session', 'resource');

test('decides as the plain reference does', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(request, world, fc.boolean(), (asked, given, trust) => {
      const { outcome, decidedBy } = (trust ? decideTrust : decide)(asked, compiled(given));
      assert.deepEqual({ outcome, decidedBy }, naiveDecision(asked, given, trust));
      seen.set(`${outcome} ${decidedBy}`, (seen.get(`${outcome} ${decidedBy}`) ?? 0) + 1);
    }),
    { numRuns: 8_000, seed: 20_260_501 },
  );
  // Every way to decide came up: two without boundary and session for allowing, and root.
  assert.equal(seen.size, 3 + 4 + 4, [...seen.keys()].join(', '));
});

test('root-like principals: as the plain reference does', () => {
  fc.assert(
    fc.property(request, world, (asked, given) => {
      const all: World = { ...given, identity: 'all' };
      const { outcome, decidedBy } = decide(asked, compiled(all));
      assert.deepEqual({ outcome, decidedBy }, naiveDecision(asked, all, false));
    }),
    runs,
  );
});

test('policies narrowed to an action and a resource decide about these as the whole does', () => {
  fc.assert(
    fc.property(request, context, world, fc.boolean(), (asked, later, given, trust) => {
      const policies = compiled(given);
      const narrowed = narrowPolicies(policies, asked.action, asked.resource);
      const decides = trust ? decideTrust : decide;
      assert.deepEqual(decides(asked, narrowed), decides(asked, policies));
      const again = { ...asked, context: later };
      assert.deepEqual(decides(again, narrowed), decides(again, policies));
    }),
    runs,
  );
});

test('one more Deny never allows more', () => {
  fc.assert(
    fc.property(request, world, place, statement, (asked, given, where, added) => {
      const more = withStatement(given, where, { ...added, effect: 'Deny' });
      assert.ok(isAllowed(asked, given) || !isAllowed(asked, more));
    }),
    runs,
  );
});

test('one more Allow, anywhere, never denies more', () => {
  fc.assert(
    fc.property(request, world, place, statement, (asked, given, where, added) => {
      const more = withStatement(given, where, { ...added, effect: 'Allow' });
      assert.ok(!isAllowed(asked, given) || isAllowed(asked, more));
    }),
    runs,
  );
});

test('a boundary never allows more', () => {
  fc.assert(
    fc.property(request, world, document, (asked, given, boundary) => {
      const { boundary: _, ...without } = given;
      assert.ok(isAllowed(asked, without) || !isAllowed(asked, { ...without, boundary }));
    }),
    runs,
  );
});

test('session policies never allow more, but to a federated user, who may do nothing without', () => {
  fc.assert(
    fc.property(request, world, fc.array(document, { maxLength: 2 }), (asked, given, session) => {
      fc.pre(asked.principal.kind !== 'federated-user');
      const { session: _, ...without } = given;
      assert.ok(isAllowed(asked, without) || !isAllowed(asked, { ...without, session }));
    }),
    runs,
  );
});

test('a Deny of everything anywhere is an explicit deny', () => {
  fc.assert(
    fc.property(request, world, place, (asked, given, where) => {
      const more = withStatement(given, where, { ...everything, effect: 'Deny' });
      fc.pre(more !== given);
      assert.equal(decide(asked, compiled(more)).outcome, 'explicit-deny');
    }),
    runs,
  );
});

test('who may assume a role would also be allowed if trust were not asked for', () => {
  fc.assert(
    fc.property(request, world, (asked, given) => {
      const trusted = decideTrust(asked, compiled(given)).outcome === 'allowed';
      assert.ok(!trusted || isAllowed(asked, given));
    }),
    runs,
  );
});

const answerOf = ({ outcome, decidedBy, statements }: Decision): unknown => ({
  outcome,
  decidedBy,
  statements: statements.map(({ source, index, statement: { effect } }) => [source.type, index, effect]),
});

test('a decision that is context-free is the same in every context, so a cache may keep it', () => {
  let contextFree = 0;
  fc.assert(
    fc.property(request, world, fc.array(context, { minLength: 3, maxLength: 6 }), (asked, given, others) => {
      const policies = compiled(given);
      const decision = decide(asked, policies);
      if (!decision.contextFree) return;
      contextFree++;
      for (const another of others) {
        const again = decide({ ...asked, context: another }, policies);
        assert.deepEqual(answerOf(again), answerOf(decision));
        assert.ok(again.contextFree);
      }
    }),
    { numRuns: 6_000 },
  );
  assert.ok(contextFree > 1_000, String(contextFree));
});

test('without conditions and variables every decision is context-free', () => {
  const plain = (each: PolicyDocument): PolicyDocument => ({
    version: '2008-10-17',
    statements: each.statements.map((one) => ({ ...one, conditions: [] })),
  });
  fc.assert(
    fc.property(request, world, (asked, given) => {
      const { identity, boundary, session, resource } = given;
      const decision = decide(
        asked,
        compiled({
          ...(identity !== undefined && { identity: identity === 'all' ? identity : identity.map(plain) }),
          ...(boundary !== undefined && { boundary: plain(boundary) }),
          ...(session !== undefined && { session: session.map(plain) }),
          ...(resource !== undefined && { resource: plain(resource) }),
        }),
      );
      assert.ok(decision.contextFree);
    }),
    runs,
  );
});
