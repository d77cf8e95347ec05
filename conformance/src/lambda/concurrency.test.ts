import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../harness.js';
import { startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** How many invocations of a function run at once. */
const code = `
const born = Date.now();
const id = Math.random();
exports.handler = async (event) => {
  if (event.ms) await new Promise((resolve) => setTimeout(resolve, event.ms));
  return { id, age: Date.now() - born, type: process.env.AWS_LAMBDA_INITIALIZATION_TYPE };
};`;

interface Told {
  readonly id: number;
  readonly age: number;
  readonly type: string;
}

describe('concurrency', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  const make = (more: object = {}) => paddock.newFunction(code, { Role: role, Timeout: 20, ...more });
  const run = async (name: string, ms = 0): Promise<Told> => (await paddock.invoke(name, { ms })).payload as Told;
  const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
    paddock.lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
  const throttled = {
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    message: 'Rate Exceeded.',
  };

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
  });
  after(() => paddock.close());

  it('takes an environment for each invocation at once, and uses them again', async () => {
    const name = await make();
    const parallel = await Promise.all(Array.from({ length: 4 }, () => run(name, 300)));
    const ids = new Set(parallel.map(({ id }) => id));
    assert.equal(ids.size, 4);
    for (let round = 0; round < 4; round++) assert.ok(ids.has((await run(name)).id));
  });

  it('reserved as none refuses everything at once, and lets it in again without', async () => {
    const name = await make();
    await reserve(name, 0);
    await assert.rejects(run(name), throttled);
    assert.equal((await paddock.lambda.invoke({ FunctionName: name, InvocationType: 'Event' })).StatusCode, 202);
    await paddock.lambda.deleteFunctionConcurrency({ FunctionName: name });
    assert.equal(typeof (await run(name)).id, 'number');
  });

  it('reserved as one or as three lets so many in, and not one more', async () => {
    const name = await make();
    await run(name);
    for (const reserved of [1, 3]) {
      await reserve(name, reserved);
      const results = await Promise.allSettled(Array.from({ length: 6 }, () => run(name, 500)));
      const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      assert.equal(results.length - refused.length, reserved);
      for (const { reason } of refused) assert.equal((reason as Error).name, 'TooManyRequestsException');
      assert.equal(typeof (await run(name)).id, 'number', 'there is room again');
    }
    const { Datapoints = [] } = await paddock.cloudWatch.getMetricStatistics({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
      Dimensions: [{ Name: 'FunctionName', Value: name }],
      Statistics: ['Sum'],
      Period: 60,
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 60_000),
    });
    assert.equal(
      Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0),
      8,
    );
  });

  it('of one function is no concern of another', async () => {
    const [full, free] = await Promise.all([make(), make()]);
    await reserve(full, 1);
    const running = run(full, 300);
    await eventually('the first', async () => {
      const refused = await run(full).then(
        () => false,
        () => true,
      );
      return refused;
    });
    assert.equal(typeof (await run(free)).id, 'number');
    await running;
  });

  it('waits for asynchronous invocations instead of refusing them', async () => {
    const name = await make();
    await reserve(name, 1);
    await paddock.control.freeze();
    const Payload = '{"ms":50}';
    await Promise.all(
      Array.from({ length: 3 }, () => paddock.lambda.invoke({ FunctionName: name, InvocationType: 'Event', Payload })),
    );
    await eventually('all three', async () => {
      await paddock.control.advance(1_000);
      const log = await paddock.logOf(name).catch(() => []);
      return log.filter((line) => line.startsWith('REPORT ')).length === 3;
    });
    await paddock.control.release();
  });

  it('provisioned is there before anybody asks', async () => {
    const name = await make({ Publish: true });
    const ProvisionedConcurrentExecutions = 2;
    const qualified = { FunctionName: name, Qualifier: '1' };
    const put = await paddock.lambda.putProvisionedConcurrencyConfig({ ...qualified, ProvisionedConcurrentExecutions });
    assert.equal(put.Status, 'IN_PROGRESS');
    await eventually('environments', async () => {
      const { Status, AvailableProvisionedConcurrentExecutions } =
        await paddock.lambda.getProvisionedConcurrencyConfig(qualified);
      return Status === 'READY' && AvailableProvisionedConcurrentExecutions === 2;
    });
    const asked = Date.now();
    const provisioned = await Promise.all([run(`${name}:1`, 200), run(`${name}:1`, 200)]);
    const elapsed = Date.now() - asked;
    for (const { type, age } of provisioned) {
      assert.equal(type, 'provisioned-concurrency');
      assert.ok(age >= 200 && elapsed >= 200, 'it was born before it was asked');
    }
    const more = await Promise.all(Array.from({ length: 3 }, () => run(`${name}:1`, 200)));
    assert.equal(more.filter(({ type }) => type === 'on-demand').length, 1, 'what exceeds it spills over');
    assert.equal((await run(name)).type, 'on-demand', '$LATEST has none');
    await paddock.lambda.deleteProvisionedConcurrencyConfig(qualified);
  });
});
