import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPermission } from './operations/add-permission.js';
import { createAlias } from './operations/create-alias.js';
import { deleteFunction } from './operations/delete-function.js';
import { resourceDirectory } from './resource-directory.js';
import { functionArnOf, testLambda } from './testing.js';

test('policies are known by what they are on, whichever process made them, and go with their function', async (t) => {
  const lambda = await testLambda();
  t.after(() => lambda.stop());
  const permit = (StatementId: string, Qualifier?: string) =>
    lambda.run(addPermission, {
      FunctionName: 'f',
      StatementId,
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
      Qualifier,
    });
  await lambda.createFunction('f', { Tags: { team: 'rides' } });
  await permit('before');
  const directory = resourceDirectory(lambda.another());
  t.after(() => directory.close());
  assert.equal(directory.policy?.(functionArnOf('f')), undefined, 'nothing is known before it has been read');
  await directory.ready;
  await lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '$LATEST' });
  await permit('after', 'live');
  const sids = (arn: string) =>
    (JSON.parse(directory.policy?.(arn) ?? '{"Statement":[]}') as { Statement: { Sid: string }[] }).Statement.map(
      ({ Sid }) => Sid,
    );
  const arn = functionArnOf('f');
  assert.deepEqual([sids(arn), sids(`${arn}:$LATEST`), sids(`${arn}:live`)], [['before'], ['before'], ['after']]);
  assert.equal(directory.policy?.(arn), directory.policy?.(arn), 'one text for as long as it is the same');
  for (const other of [`${arn}:1`, `${arn}:constructor`, functionArnOf('g'), '*', 'arn:aws:s3:::bucket'])
    assert.equal(directory.policy?.(other), undefined, other);
  assert.deepEqual(await directory.tags?.(arn), { team: 'rides' });
  assert.deepEqual(await directory.tags?.(`${arn}:live`), { team: 'rides' });
  assert.equal(await directory.tags?.('arn:aws:lambda:us-east-1:123456789012:layer:l'), undefined);
  await lambda.run(deleteFunction, { FunctionName: 'f' });
  assert.equal(directory.policy?.(arn), undefined);
});
