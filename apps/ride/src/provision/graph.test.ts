import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder, reversed } from './graph.js';
import { summaryParts, systemOf } from './system.js';

test('each node is visited once, after all that it needs, and as early as can be', async () => {
  const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(graphs, async (needs) => {
      // A node needs those before it only, so that there is no circle.
      const nodes = needs.map((before, id) => ({
        id: String(id),
        needs: [...new Set(before.filter((other) => other < id).map(String))],
      }));
      const ended: string[] = [];
      await inOrder(nodes, async (node) => {
        for (const id of node.needs) assert.ok(ended.includes(id));
        await Promise.resolve();
        ended.push(node.id);
      });
      assert.deepEqual(ended.toSorted(), nodes.map(({ id }) => id).toSorted());
      const undone: string[] = [];
      await inOrder(reversed(nodes), async (node) => {
        const original = nodes.find(({ id }) => id === node.id);
        for (const id of original?.needs ?? []) assert.ok(!undone.includes(id));
        await Promise.resolve();
        undone.push(node.id);
      });
      assert.equal(undone.length, nodes.length);
    }),
  );
});

test('what is needed but not there is not waited for; a failure is thrown when all have ended', async () => {
  const ended: string[] = [];
  const nodes = [
    { id: 'a', needs: ['nowhere'] },
    { id: 'b', needs: [] },
  ];
  const visit = async ({ id }: { id: string }): Promise<void> => {
    if (id === 'a') throw new Error('a fails');
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(id);
  };
  await assert.rejects(inOrder(nodes, visit), /a fails/);
  assert.deepEqual(ended, ['b']);
});

test('the parts of the system need parts of the system only', () => {
  for (const kind of ['analytics', 'function'] as const) {
    const parts = systemOf(kind, 'us-east-1');
    const ids = parts.map(({ part }) => part.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { needs } of parts) for (const id of needs) assert.ok(ids.includes(id), id);
    for (const { part } of summaryParts(kind, 'us-east-1')) assert.ok(ids.includes(part.id));
  }
});
