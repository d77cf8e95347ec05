import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import { seededRandom } from '../../../runtime/random.js';
import type { Service } from '../../../service.js';
import { answers, fails, testAccount, testLambda, testRegion, testRole, type TestLambda } from '../testing.js';
import { invokerOf } from './functions.js';
import type { Mapping } from './mapping.js';
import { rolePermissions } from './permissions.js';
import type { FunctionInvoker } from './ports.js';

const target = { account: testAccount, region: testRegion, name: 'fn', qualifier: undefined };
const event = Buffer.from('{"Records":[]}');

describe('functions of mappings', () => {
  let lambda: TestLambda;
  let invoker: FunctionInvoker;
  beforeEach(async () => {
    lambda = await testLambda();
    const { store, invoker: own } = lambda.context;
    invoker = invokerOf({ store, invoker: own, random: seededRandom(1) });
  });
  afterEach(() => lambda.stop());

  it('are invoked, and what they do is told', async () => {
    await lambda.createFunction('fn');
    lambda.pool.functions.set('fn', () => answers({ batchItemFailures: [] }));
    const done = await invoker.invoke(target, event, '00000000-0000-4000-8000-000000000001');
    assert.equal(Buffer.from(done.payload).toString(), '{"batchItemFailures":[]}');
    assert.deepEqual([done.statusCode, done.functionError, done.executedVersion], [200, undefined, '$LATEST']);
    lambda.pool.functions.set('fn', () => fails('no'));
    assert.equal(
      (await invoker.invoke(target, event, '00000000-0000-4000-8000-000000000002')).functionError,
      'Unhandled',
    );
    assert.equal(await invoker.role(target), testRole);
  });

  it('that are not there are not reached', async () => {
    assert.equal(await invoker.role(target), undefined);
    await assert.rejects(invoker.invoke(target, event, '00000000-0000-4000-8000-000000000001'), AwsError);
    let told = 0;
    const end = invoker.watch((changed) => {
      if (changed?.name === 'fn') told += 1;
    });
    await lambda.createFunction('fn');
    assert.ok(told > 0);
    end();
  });
});

describe('roles of mappings', () => {
  const mapping = {
    uuid: '0000ff00-0000-4000-8000-000000000000',
    account: testAccount,
    region: testRegion,
    created: 1_700_000_000_000,
  } as Mapping;
  const arn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
  const needs = ['DescribeStream', 'GetRecords'].map((action) => ({
    need: { action: `kinesis:${action}`, resources: [arn] },
    service: 'kinesis' as const,
  }));

  it('are asked for everything that reading takes', async () => {
    const lambda = await testLambda({ targets: { kinesis: { name: 'kinesis' } as Service } });
    try {
      const permissions = rolePermissions(lambda.context.acting, lambda.context.target);
      const allowed = (Action: string | string[]) => [{ Effect: 'Allow', Action, Resource: '*' }];
      const all = await lambda.role('all', allowed('kinesis:*'));
      assert.equal(await permissions.denial(mapping, all, needs), undefined);
      const some = await lambda.role('some', allowed('kinesis:DescribeStream'));
      assert.match(
        (await permissions.denial(mapping, some, needs)) ?? '',
        /^User: arn:aws:sts::123456789012:assumed-role\/some\/awslambda_255_20231114221320000 is not authorized to perform: kinesis:GetRecords on resource: /,
      );
      const stranger = await lambda.role('stranger', allowed('kinesis:*'), 'ec2.amazonaws.com');
      assert.equal(await permissions.denial(mapping, stranger, needs), '');
    } finally {
      await lambda.stop();
    }
  });
});
