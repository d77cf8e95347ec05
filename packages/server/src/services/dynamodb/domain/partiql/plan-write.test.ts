import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item } from '../attribute-value.js';
import { matches } from '../expressions/evaluate.js';
import { refusal } from '../testing/refusal.js';
import {
  planDelete,
  planExists,
  planUpdate,
  type DeletePlan,
  type ExistsPlan,
  type PlanMode,
  type UpdatePlan,
} from './plan-write.js';
import { prepare } from './prepare.js';
import { parseStatement } from './statement.js';
import type { PartiqlTable } from './table.js';

const TABLE: PartiqlTable = {
  name: 'T',
  hashKey: { name: 'pk', type: 'S' },
  rangeKey: { name: 'sk', type: 'S' },
  indexes: [],
};

function update(where: string, mode: PlanMode = 'statement'): UpdatePlan {
  const prepared = prepare(parseStatement(`UPDATE T SET a = 1 WHERE ${where}`), []);
  assert.ok(prepared.kind === 'update');
  return planUpdate(prepared, TABLE, mode);
}

function deletion(where: string, mode: PlanMode = 'statement'): DeletePlan {
  const prepared = prepare(parseStatement(`DELETE FROM T WHERE ${where}`), []);
  assert.ok(prepared.kind === 'delete');
  return planDelete(prepared, TABLE, mode);
}

function exists(where: string): ExistsPlan | undefined {
  const prepared = prepare(parseStatement(`EXISTS(SELECT * FROM T WHERE ${where})`), []);
  assert.ok(prepared.kind === 'exists');
  return planExists(prepared, TABLE);
}

const key = { pk: { S: 'a' }, sk: { S: '1' } };
const item: Item = { ...key, flag: { S: 'x' } };

test('an update is of an item that is there and fulfils the rest', () => {
  const plan = update(`(pk = 'a' AND '1' = sk) AND flag = 'x'`);
  assert.deepEqual(plan.key, key);
  assert.ok(matches(plan.condition, item));
  assert.ok(!matches(plan.condition, key));
  assert.ok(!matches(plan.condition, {}));
  assert.ok(!matches(update(`pk = 'a' AND sk = '1' AND attribute_not_exists(pk)`).condition, {}));
});

test('a deletion of nothing holds, whatever else is asked', () => {
  assert.deepEqual(deletion(`pk = 'a' AND sk = '1' AND pk = 'a'`), { key });
  const { condition } = deletion(`pk = 'a' AND sk = '1' AND flag = 'x'`);
  assert.ok(condition);
  assert.ok(matches(condition, item));
  assert.ok(!matches(condition, key));
  assert.ok(matches(condition, {}));
});

test('a write names one item', () => {
  for (const where of [
    `flag = 'x'`,
    `pk = 'a'`,
    `sk = '1'`,
    `pk IN ['a'] AND sk = '1'`,
    `pk = 'a' OR sk = '1'`,
    `NOT pk = 'a' AND sk = '1'`,
    `pk = 'a' AND sk >= '1'`,
    `pk = other AND sk = '1'`,
  ])
    for (const write of [update, deletion])
      assert.equal(
        refusal(() => write(where)),
        'Where clause does not contain a mandatory equality on all key attributes',
        where,
      );
  assert.equal(
    refusal(() => update(`pk = 'a' AND sk = '1' AND pk = 'b'`)),
    'Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported',
  );
});

test('in a transaction, a write that names none has a key that matches no schema', () => {
  assert.deepEqual(update(`pk = 'a'`, 'transaction').key, { pk: { S: 'a' } });
  assert.deepEqual(update(`pk IN ['a'] AND sk = '1'`, 'transaction').key, { sk: { S: '1' } });
  assert.deepEqual(deletion(`pk = 'a' AND sk = '1' AND pk = 'b'`, 'transaction').key, {});
  assert.deepEqual(deletion(`pk = 'a' AND sk = 1`, 'transaction').key, { pk: { S: 'a' }, sk: { N: '1' } });
});

test('EXISTS names one item and asks more of it', () => {
  const plan = exists(`(pk = 'a' AND sk = '1') AND nope IS MISSING`);
  assert.deepEqual(plan?.key, key);
  assert.ok(plan && matches(plan.condition, item));
  assert.ok(!matches(plan.condition, {}));
  for (const where of [`pk = 'a' AND sk = '1'`, `pk = 'a' AND flag = 'x'`, `pk IN ['a'] AND sk = '1' AND flag = 'x'`])
    assert.equal(exists(where), undefined, where);
  const contradicted = exists(`pk = 'a' AND sk = '1' AND pk = 'b' AND flag = 'x'`);
  assert.deepEqual(contradicted?.key, key);
  assert.ok(!matches(contradicted.condition, item));
});
