import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Registry, RegistryChange } from '../registry.js';
import { RegistryConflictError } from '../registry.js';
import { listing, refusals, watching } from './registry-contract-reads.js';
import { registryModelTest } from './registry-model.js';

/**
 * What every adapter of the `Registry` port must do, as tests.
 * @param makeRegistry opens an empty registry; the suite closes it.
 */
export function registryContract(name: string, makeRegistry: () => Promise<Registry>): void {
  const groups = {
    'get and commit': documents,
    conditions,
    list: listing,
    'what it refuses': refusals,
    watch: watching,
  };
  void describe(`${name} keeps the Registry contract`, () => {
    for (const [group, cases] of Object.entries(groups)) {
      void describe(group, () => {
        for (const [title, run] of Object.entries(cases)) {
          void it(title, async () => {
            const registry = await makeRegistry();
            try {
              await run(registry);
            } finally {
              await registry.close();
            }
          });
        }
      });
    }
    void it('does what a map does, in any order of commits', () => registryModelTest(makeRegistry));
  });
}

type Cases = Readonly<Record<string, (registry: Registry) => Promise<void>>>;

const documents: Cases = {
  async 'has nothing at first'(registry) {
    assert.equal(await registry.get('a'), undefined);
    assert.deepEqual(await registry.list(''), []);
  },

  async 'gives back every kind of JSON as it was at the call'(registry) {
    const value = {
      text: 'ü€😀\ud800\0"\\',
      list: [1, -2.5, 1e300, null, true, []],
      nested: { '': {}, __proto__x: 0 },
    };
    const expected = structuredClone(value);
    const version = await new Promise<number>((resolve, reject) => {
      registry.commit([{ put: 'k', value }]).then(resolve, reject);
      value.nested.__proto__x = 99;
    });
    assert.deepEqual(await registry.get('k'), { key: 'k', version, value: expected });
  },

  async 'keeps a document of several megabytes, and null, and an empty string'(registry) {
    const large = '€'.repeat(1_500_000);
    await registry.commit([
      { put: 'large', value: large },
      { put: 'null', value: null },
      { put: 'empty', value: '' },
    ]);
    assert.equal((await registry.get('large'))?.value, large);
    assert.equal((await registry.get('null'))?.value, null);
    assert.equal((await registry.get('empty'))?.value, '');
  },

  async 'gives every document of a commit one version, greater than all before'(registry) {
    const first = await registry.commit([
      { put: 'a', value: 1 },
      { put: 'b', value: 2 },
    ]);
    assert.ok(first > 0);
    assert.deepEqual(
      (await registry.list('')).map((entry) => entry.version),
      [first, first],
    );
    await registry.commit([{ delete: 'a' }]);
    const later = await registry.commit([{ put: 'a', value: 1, ifVersion: 0 }]);
    assert.ok(later > first);
    const versions = await Promise.all([1, 2, 3].map((value) => registry.commit([{ put: 'a', value }])));
    assert.ok(versions.every((version, index) => version > (versions[index - 1] ?? later)));
    assert.equal((await registry.get('a'))?.value, 3);
  },

  async 'deletes, and lets the absent be deleted'(registry) {
    await registry.commit([{ put: 'a', value: 1 }]);
    await registry.commit([{ delete: 'a' }, { delete: 'never' }]);
    assert.equal(await registry.get('a'), undefined);
    assert.deepEqual(await registry.list(''), []);
  },

  async 'accepts a commit of nothing'(registry) {
    const before = await registry.commit([{ put: 'a', value: 1 }]);
    assert.ok((await registry.commit([])) >= before);
  },
};

const conditions: Cases = {
  async 'hold or change nothing'(registry) {
    const version = await registry.commit([{ put: 'a', value: 1 }]);
    await refused(registry, [{ put: 'a', value: 2, ifVersion: 0 }], 'a');
    await refused(registry, [{ put: 'a', value: 2, ifVersion: version + 1 }], 'a');
    await refused(registry, [{ put: 'b', value: 2, ifVersion: version }], 'b');
    await refused(registry, [{ delete: 'a', ifVersion: version + 1 }], 'a');
    await refused(registry, [{ delete: 'b', ifVersion: version }], 'b');
    await refused(registry, [{ delete: 'a', ifVersion: 0 }], 'a');
    await refused(registry, [{ put: 'b', value: 2 }, { delete: 'a' }, { check: 'a', ifVersion: 0 }], 'a');
    await registry.commit([
      { check: 'b', ifVersion: 0 },
      { check: 'a', ifVersion: version },
      { put: 'a', value: 3, ifVersion: version },
      { delete: 'b', ifVersion: 0 },
    ]);
    assert.equal((await registry.get('a'))?.value, 3);
  },

  async 'are judged against the state before the commit'(registry) {
    await registry.commit([
      { put: 'a', value: 1 },
      { check: 'a', ifVersion: 0 },
    ]);
    assert.equal((await registry.get('a'))?.value, 1);
  },

  async 'let one of many rivals win, and the others see who did'(registry) {
    const rivals = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, value) => {
        try {
          return await registry.commit([{ put: 'lease', value, ifVersion: 0 }]);
        } catch (error) {
          assert.ok((await registry.get('lease')) !== undefined, 'the cause of a conflict can be read');
          throw error;
        }
      }),
    );
    const won = rivals.filter((rival) => rival.status === 'fulfilled');
    assert.equal(won.length, 1);
    assert.equal((await registry.get('lease'))?.version, won[0]?.value);
    for (const rival of rivals) {
      if (rival.status === 'rejected') assert.ok(rival.reason instanceof RegistryConflictError);
    }
  },

  async 'make concurrent counting exact'(registry) {
    const add = async (): Promise<void> => {
      for (;;) {
        const entry = await registry.get('count');
        const value = Number(entry?.value ?? 0) + 1;
        try {
          await registry.commit([{ put: 'count', value, ifVersion: entry?.version ?? 0 }]);
          return;
        } catch (error) {
          if (!(error instanceof RegistryConflictError)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, add));
    assert.equal((await registry.get('count'))?.value, 20);
  },
};

/** The commit conflicts over the key and changes nothing. */
async function refused(registry: Registry, changes: readonly RegistryChange[], key: string): Promise<void> {
  const before = await registry.list('');
  await assert.rejects(registry.commit(changes), (error) => {
    assert.ok(error instanceof RegistryConflictError);
    assert.equal(error.key, key);
    assert.match(error.message, /^[^\n]+$/);
    return true;
  });
  assert.deepEqual(await registry.list(''), before);
}
