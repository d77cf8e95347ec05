import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { AwsError, Blob } from '@paddock/wire';
import { deleteFunction } from '../operations/delete-function.js';
import { invoke } from '../operations/invoke.js';
import { putFunctionConcurrency } from '../operations/put-function-concurrency.js';
import { metricTotal } from '../testing-metrics.js';
import {
  answers,
  fails,
  functionArnOf,
  testLambda,
  testStart,
  type TestFunction,
  type TestLambda,
} from '../testing.js';

const minute = 60_000;

/** A function with an event queue, and what is known of it. */
class Queue {
  readonly lambda: TestLambda;
  #sent = 0;

  constructor(lambda: TestLambda) {
    this.lambda = lambda;
  }

  static async open(t: TestContext, does: TestFunction): Promise<Queue> {
    const lambda = await testLambda();
    t.after(() => lambda.stop());
    await lambda.createFunction('f');
    // So that its code has been extracted, for which tests cannot wait.
    await lambda.run(invoke, { FunctionName: 'f' });
    lambda.pool.invocations.length = 0;
    lambda.pool.functions.set('f', does);
    return new Queue(lambda);
  }

  async configure(settings: object): Promise<void> {
    const { store } = this.lambda.context;
    await store.change(async () => {
      const found = await store.currentFunction({ account: '123456789012', region: 'us-east-1', name: 'f' });
      assert.ok(found);
      const config = { lastModified: 0, ...settings };
      return {
        changes: [store.putFunction({ ...found.value, eventInvoke: { $LATEST: config } }, found.version)],
        result: undefined,
      };
    });
  }

  async send(payload: unknown = { n: 1 }): Promise<void> {
    const Payload = Blob.fromBytes(Buffer.from(JSON.stringify(payload)));
    const input = { FunctionName: 'f', InvocationType: 'Event' as const, Payload };
    const { StatusCode } = await this.lambda.run(invoke, input, { requestId: `request-${++this.#sent}` });
    assert.equal(StatusCode, 202);
    await settled();
  }

  async advance(ms: number): Promise<void> {
    await this.lambda.clock.advance(ms);
    await settled();
  }

  get runs(): number {
    return this.lambda.pool.invocations.length;
  }

  total(metric: string): number | undefined {
    return metricTotal(this.lambda.metrics, metric);
  }

  /** Due tasks and payloads that are left. */
  async left(): Promise<readonly number[]> {
    const tasks = (await this.lambda.registry.list('due/')).filter(({ key }) => key.includes('/lambda-async/'));
    let payloads = 0;
    await this.lambda.context.tables.scan(
      'lambda/async',
      {},
      { visit: () => ++payloads > 0, restart: () => (payloads = 0) },
    );
    return [tasks.length, payloads];
  }

  /** What destinations were told. */
  get records(): { readonly requestContext: Record<string, unknown>; readonly [member: string]: unknown }[] {
    return this.lambda.sent.map(({ record }) => JSON.parse(record) as never);
  }
}

/** Lets what was begun come to its end: nothing here waits for time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const destination = functionArnOf('destination');

suite('asynchronous invocations', () => {
  test('an event runs once, is told, and leaves nothing', async (t) => {
    const queue = await Queue.open(t, () => answers({ ok: true }));
    await queue.configure({ onSuccess: destination, onFailure: functionArnOf('other') });
    await queue.send({ n: 1 });
    assert.equal(queue.runs, 1);
    const [told] = queue.records;
    const requestId = queue.lambda.pool.invocations[0]?.invocation.requestId;
    assert.equal(queue.lambda.sent[0]?.arn, destination);
    assert.equal(
      queue.lambda.sent[0]?.record,
      JSON.stringify({
        version: '1.0',
        timestamp: new Date(testStart).toISOString(),
        requestContext: {
          requestId,
          functionArn: `${functionArnOf('f')}:$LATEST`,
          condition: 'Success',
          approximateInvokeCount: 1,
        },
        requestPayload: { n: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { ok: true },
      }),
    );
    assert.ok(told);
    assert.deepEqual(await queue.left(), [0, 0]);
    assert.deepEqual(
      [queue.total('AsyncEventsReceived'), queue.total('AsyncEventAge'), queue.total('AsyncEventsDropped')],
      [1, 0, undefined],
    );
  });

  test('failures are tried again after one minute and two more, with the same request id', async (t) => {
    const queue = await Queue.open(t, () => fails('boom'));
    await queue.configure({ onSuccess: destination, onFailure: destination });
    await queue.send();
    assert.equal(queue.runs, 1);
    await queue.advance(minute - 1);
    assert.equal(queue.runs, 1);
    await queue.advance(1);
    assert.equal(queue.runs, 2);
    await queue.advance(2 * minute - 1);
    assert.equal(queue.runs, 2);
    assert.equal(queue.records.length, 0);
    await queue.advance(1);
    assert.equal(queue.runs, 3);
    assert.equal(new Set(queue.lambda.pool.invocations.map(({ invocation }) => invocation.requestId)).size, 1);
    const [told] = queue.records;
    assert.deepEqual(
      [told?.requestContext['condition'], told?.requestContext['approximateInvokeCount'], told?.['responseContext']],
      ['RetriesExhausted', 3, { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' }],
    );
    assert.deepEqual(await queue.left(), [0, 0]);
    assert.deepEqual([queue.total('AsyncEventsDropped'), queue.total('AsyncEventAge')], [1, 4 * minute]);
  });

  test('no more is tried than the settings say', async (t) => {
    const queue = await Queue.open(t, () => fails('boom'));
    await queue.configure({ maximumRetryAttempts: 0, onFailure: destination });
    await queue.send();
    assert.deepEqual([queue.runs, queue.records[0]?.requestContext['condition']], [1, 'RetriesExhausted']);
    await queue.configure({ maximumEventAgeSeconds: 60, onFailure: destination });
    await queue.send();
    await queue.advance(minute);
    // The second retry would come when it is too old.
    assert.deepEqual([queue.runs, queue.records[1]?.requestContext['condition']], [3, 'EventAgeExceeded']);
    assert.equal(queue.records[1]?.requestContext['approximateInvokeCount'], 2);
    assert.deepEqual(await queue.left(), [0, 0]);
  });

  test('without reserved concurrency left to have nothing runs, and that is told at once', async (t) => {
    const queue = await Queue.open(t, () => answers(1));
    await queue.configure({ onFailure: destination });
    await queue.lambda.run(putFunctionConcurrency, { FunctionName: 'f', ReservedConcurrentExecutions: 0 });
    await queue.send({ n: 2 });
    assert.equal(queue.runs, 0);
    const [told] = queue.records;
    assert.deepEqual(
      [told?.requestContext['condition'], told?.requestContext['approximateInvokeCount']],
      ['ZeroReservedConcurrency', 0],
    );
    assert.equal('responseContext' in (told ?? {}), false);
    assert.deepEqual(told?.['requestPayload'], { n: 2 });
    assert.equal(queue.total('AsyncEventsDropped'), 1);
  });

  test('events that find the function at its limit are put off, longer each time, and cost no attempt', async (t) => {
    let release: () => void = () => undefined;
    const queue = await Queue.open(t, async (event) => {
      if ((event as { hold?: true }).hold === true) await new Promise<void>((resolve) => (release = resolve));
      return answers(1);
    });
    await queue.configure({ onSuccess: destination });
    await queue.lambda.run(putFunctionConcurrency, { FunctionName: 'f', ReservedConcurrentExecutions: 1 });
    await queue.send({ hold: true });
    await queue.send({ n: 2 });
    assert.equal(queue.runs, 1);
    for (const wait of [1000, 2000, 4000]) await queue.advance(wait);
    assert.equal(queue.runs, 1);
    release();
    await settled();
    await queue.advance(8000);
    assert.equal(queue.runs, 2);
    assert.equal(queue.records[1]?.requestContext['approximateInvokeCount'], 1);
    assert.equal(queue.total('Throttles'), 4);
  });

  test('events that are put off for too long are dropped', async (t) => {
    const queue = await Queue.open(t, () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
    });
    await queue.configure({ maximumEventAgeSeconds: 60, onFailure: destination });
    await queue.send();
    await queue.advance(2 * minute);
    const [told] = queue.records;
    assert.deepEqual(
      [
        told?.requestContext['condition'],
        told?.requestContext['approximateInvokeCount'],
        'responseContext' in (told ?? {}),
      ],
      ['EventAgeExceeded', 0, false],
    );
    assert.deepEqual(await queue.left(), [0, 0]);
  });

  test('what breaks in the platform is tried again, too, and not for ever', async (t) => {
    const queue = await Queue.open(t, () => {
      throw new Error('no room');
    });
    await queue.configure({ maximumEventAgeSeconds: 60, onFailure: destination });
    await queue.send();
    await queue.advance(2 * minute);
    assert.equal(queue.records[0]?.requestContext['condition'], 'EventAgeExceeded');
    assert.ok(queue.runs > 3);
  });

  test('an event goes with its function', async (t) => {
    const queue = await Queue.open(t, () => fails('boom'));
    await queue.send();
    await queue.lambda.run(deleteFunction, { FunctionName: 'f' });
    await queue.advance(minute);
    assert.deepEqual([queue.runs, await queue.left()], [1, [0, 0]]);
  });

  test('one that runs for longer than the clock thinks runs once', async (t) => {
    let release: () => void = () => undefined;
    const queue = await Queue.open(t, async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return fails('boom');
    });
    await queue.configure({ maximumRetryAttempts: 0, onFailure: destination });
    await queue.send();
    await queue.advance(365 * 24 * 60 * minute);
    assert.equal(queue.runs, 1);
    release();
    await settled();
    assert.equal(queue.records[0]?.requestContext['approximateInvokeCount'], 1);
    assert.deepEqual(await queue.left(), [0, 0]);
  });

  test('a function that comes up among what it set off itself is stopped, unless it may loop', async (t) => {
    const queue = await Queue.open(t, () => answers(1));
    await queue.configure({ onSuccess: destination });
    const accept = (rounds: number) =>
      queue.lambda.context.async.accept(
        {
          account: '123456789012',
          region: 'us-east-1',
          name: 'f',
          requestId: `r-${rounds}`,
          traceId: 'Root=1',
          lineage: { [functionArnOf('f')]: rounds },
        },
        Buffer.from('{}'),
        3,
      );
    await accept(15);
    await settled();
    assert.equal(queue.runs, 1);
    await accept(16);
    await settled();
    assert.deepEqual([queue.runs, queue.total('RecursiveInvocationsDropped')], [1, 1]);
    assert.deepEqual(await queue.left(), [0, 0]);
  });

  test('one function’s events keep no other’s waiting', async (t) => {
    const waiting: (() => void)[] = [];
    const hang = () => new Promise<object>((resolve) => waiting.push(() => resolve(answers(1))));
    const queue = await Queue.open(t, hang);
    await queue.lambda.createFunction('g');
    await queue.lambda.run(invoke, { FunctionName: 'g' });
    queue.lambda.pool.invocations.length = 0;
    queue.lambda.pool.functions.set('g', () => answers(1));
    const accept = (name: string, requestId: string) =>
      queue.lambda.context.async.accept(
        { account: '123456789012', region: 'us-east-1', name, requestId, traceId: 'Root=1' },
        Buffer.from('{}'),
        3,
      );
    for (let n = 0; n < 120; n++) await accept('f', `f-${n}`);
    await accept('g', 'g');
    await settled();
    const names = queue.lambda.pool.invocations.map(({ spec }) => spec.functionName);
    assert.equal(names.filter((name) => name === 'f').length, 16);
    assert.equal(names.filter((name) => name === 'g').length, 1);
    for (let release = waiting.shift(); release !== undefined; release = waiting.shift()) {
      release();
      await settled();
    }
    assert.equal(queue.runs, 121);
  });
});
