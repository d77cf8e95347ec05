import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuthorizationNeed } from '../../../request-context.js';
import { prepare } from '../domain/partiql/prepare.js';
import { parseStatement } from '../domain/partiql/statement.js';
import { statementNeed } from './access.js';
import { Statements } from './testing.js';

let db: Statements;
before(async () => {
  db = await Statements.open();
});
after(() => db.stop());

function needOf(text: string): Promise<AuthorizationNeed> {
  const { context, request } = db.dynamoDb;
  return statementNeed(context, prepare(parseStatement(text), []), { enclosing: 'ExecuteTransaction' }, request);
}

async function actionOf(text: string): Promise<string> {
  const { action, resources } = await needOf(text);
  return [action, ...resources].join(' ').replaceAll(/arn:\S*:table\//g, '');
}

async function asked(text: string, key: string): Promise<readonly string[] | undefined> {
  const { keys } = await needOf(text);
  return keys?.(`dynamodb:${key}`);
}

test('actions and resources', async () => {
  for (const [text, need] of [
    ['SELECT * FROM Things', 'dynamodb:PartiQLSelect Things'],
    ['SELECT * FROM Things."gsi-all"', 'dynamodb:PartiQLSelect Things/index/gsi-all'],
    [`EXISTS(SELECT * FROM Plain WHERE pk = 'x' AND a = 1)`, 'dynamodb:PartiQLSelect Plain'],
    [`INSERT INTO Plain VALUE {'pk': 'x'}`, 'dynamodb:PartiQLInsert Plain'],
    [`UPDATE Plain SET a = 1 WHERE pk = 'x'`, 'dynamodb:PartiQLUpdate Plain'],
    [`DELETE FROM nope WHERE pk = 'x'`, 'dynamodb:PartiQLDelete nope'],
  ] as const)
    assert.equal(await actionOf(text), need);
});

test('partition keys', async () => {
  for (const [text, leading, full] of [
    ['SELECT * FROM Things', undefined, 'true'],
    [`SELECT * FROM Things WHERE sk = 'x'`, undefined, 'true'],
    [`SELECT * FROM Things WHERE pk = 'a' OR sk = 'x'`, undefined, 'true'],
    [`SELECT * FROM Things WHERE pk > 'a'`, undefined, 'true'],
    [`SELECT * FROM Things WHERE pk = 'a' AND sk > 'x'`, ['a'], 'false'],
    [`SELECT * FROM Things WHERE pk IN ['a', 'b']`, ['a', 'b'], 'false'],
    [`SELECT * FROM Things WHERE pk = 'a' OR pk = 'b'`, ['a', 'b'], 'false'],
    [`SELECT * FROM Things."gsi-all" WHERE g = 'a'`, ['a'], 'false'],
    [`SELECT * FROM Things."gsi-all" WHERE pk = 'a'`, undefined, 'true'],
    ['SELECT * FROM Numbers WHERE pk = 1e2', ['100'], 'false'],
    [`INSERT INTO Plain VALUE {'pk': 'a', 'b': 'c'}`, ['a'], undefined],
    [`UPDATE Plain SET a = 1 WHERE a = 'b' AND pk = 'a'`, ['a'], undefined],
    [`DELETE FROM Plain WHERE pk = 'a'`, ['a'], undefined],
    [`EXISTS(SELECT * FROM Plain WHERE pk = 'a' AND b = 'c')`, ['a'], undefined],
  ] as const) {
    assert.deepEqual(await asked(text, 'leadingkeys'), leading, text);
    assert.deepEqual(await asked(text, 'fulltablescan'), full === undefined ? undefined : [full], text);
  }
});

test('what a failed condition answers is asked for, too', async () => {
  const { context, request } = db.dynamoDb;
  for (const [text, onFailure, values] of [
    [`DELETE FROM Plain WHERE pk = 'a'`, 'ALL_OLD', ['ALL_OLD']],
    [`DELETE FROM Plain WHERE pk = 'a'`, 'NONE', undefined],
    [`UPDATE Plain SET a = 1 WHERE pk = 'a' RETURNING MODIFIED NEW *`, 'ALL_OLD', ['ALL_OLD']],
  ] as const) {
    const { keys } = await statementNeed(context, prepare(parseStatement(text), []), { onFailure }, request);
    assert.deepEqual(keys?.('dynamodb:returnvalues'), values);
  }
});

test('what else policies ask', async () => {
  for (const [text, key, values] of [
    ['SELECT a.b, c FROM Things WHERE d = 1', 'attributes', ['d', 'a', 'c']],
    ['SELECT a.b FROM Things', 'select', ['SPECIFIC_ATTRIBUTES']],
    ['SELECT * FROM Things', 'select', ['ALL_ATTRIBUTES']],
    [`INSERT INTO Plain VALUE {'pk': 'a', 'b': 'c'}`, 'attributes', ['pk', 'b']],
    [`UPDATE Plain SET a.x = 1 WHERE pk = 'a' RETURNING ALL NEW *`, 'attributes', ['pk', 'a']],
    [`UPDATE Plain SET a.x = 1 WHERE pk = 'a' RETURNING ALL NEW *`, 'returnvalues', ['ALL_NEW']],
    [`DELETE FROM Plain WHERE pk = 'a'`, 'returnvalues', undefined],
    [`DELETE FROM Plain WHERE pk = 'a'`, 'enclosingoperation', ['ExecuteTransaction']],
  ] as const)
    assert.deepEqual(await asked(text, key), values, text);
});
