import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Registry, RegistryChange, RegistryEvent } from '../registry.js';
import { RegistryConflictError } from '../registry.js';

/** Rounds of concurrent commits against a registry and a plain map, which must agree on outcomes, contents and events. */
export async function registryModelTest(makeRegistry: () => Promise<Registry>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(commit, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (rounds) => {
      const registry = await makeRegistry();
      try {
        await compare(registry, rounds);
      } finally {
        await registry.close();
      }
    }),
    { numRuns: 40 },
  );
}

type Operation = {
  readonly kind: 'put' | 'delete' | 'check';
  readonly key: string;
  readonly value: number;
  readonly condition: 'none' | 'absent' | 'current' | 'stale';
};

const key = fc.constantFrom('a', 'a/', 'a/b', 'ab', 'é', '\uffff', '😀');
const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom('put', 'put', 'delete', 'check'),
  key,
  value: fc.nat(9),
  condition: fc.constantFrom('none', 'none', 'absent', 'current', 'stale'),
});
const commit = fc.uniqueArray(operation, { maxLength: 4, selector: ({ key }) => key });

type Model = Map<string, { readonly version: number; readonly value: number }>;

async function compare(registry: Registry, rounds: readonly (readonly Operation[])[][]): Promise<void> {
  const model: Model = new Map();
  const events: RegistryEvent[] = [];
  const expectedEvents: RegistryEvent[] = [];
  registry.watch('a', (event) => events.push(event));
  for (const round of rounds) {
    const requests = round.map((operations) => operations.map((operation) => toChange(operation, model)));
    const results = await Promise.allSettled(requests.map((changes) => registry.commit(changes)));
    // Commits made in one turn are applied in the order of their calls.
    for (const [index, result] of results.entries()) {
      const changes = requests[index] ?? [];
      const conflict = changes.find(
        (change) => change.ifVersion !== undefined && change.ifVersion !== (model.get(keyOf(change))?.version ?? 0),
      );
      if (result.status === 'rejected') {
        assert.ok(result.reason instanceof RegistryConflictError);
        assert.equal(result.reason.key, conflict && keyOf(conflict));
        continue;
      }
      assert.equal(conflict, undefined);
      expectedEvents.push(...apply(changes, result.value, model));
    }
    const expected = [...model].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(
      await registry.list(''),
      expected.map(([key, document]) => ({ key, ...document })),
    );
    for (const [key, document] of expected) assert.deepEqual(await registry.get(key), { key, ...document });
  }
  assert.deepEqual(events, expectedEvents);
}

function toChange({ kind, key, value, condition }: Operation, model: Model): RegistryChange {
  const current = model.get(key)?.version ?? 0;
  const ifVersion = { none: undefined, absent: 0, current, stale: current + 1_000_000 }[condition];
  if (kind === 'check') return { check: key, ifVersion: ifVersion ?? current };
  const optional = ifVersion === undefined ? {} : { ifVersion };
  return kind === 'put' ? { put: key, value, ...optional } : { delete: key, ...optional };
}

function keyOf(change: RegistryChange): string {
  if ('put' in change) return change.put;
  return 'delete' in change ? change.delete : change.check;
}

function apply(changes: readonly RegistryChange[], version: number, model: Model): RegistryEvent[] {
  const events: RegistryEvent[] = [];
  for (const change of changes) {
    const key = keyOf(change);
    if ('put' in change) {
      model.set(key, { version, value: Number(change.value) });
      events.push({ key, version, value: change.value });
    } else if ('delete' in change && model.delete(key)) {
      events.push({ key, version, value: undefined });
    }
  }
  return events.filter((event) => event.reset !== true && event.key.startsWith('a'));
}
