import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  dataOf,
  FunctionError,
  testEventSources,
  testStart,
  type TestEvent,
  type TestEventSources,
} from './testing.js';

interface Told {
  readonly data: string;
  readonly state: object;
  readonly isFinal: boolean;
  readonly isEarly: boolean;
}

describe('tumbling windows of a mapping', () => {
  let test: TestEventSources;
  beforeEach(async () => {
    test = await testEventSources();
    // The beginning of a window of ten seconds.
    await test.clock.advance(10_000 - (testStart % 10_000));
    test.invoker.handler = count;
  });
  afterEach(() => test.stop());

  const count = (event: TestEvent): unknown => {
    const { n = 0 } = event['state'] as { n?: number };
    return { state: { n: n + event.Records.length } };
  };
  const told = (): Told[] =>
    test.invoker.calls.map(({ event }) => ({
      data: dataOf(event).join(''),
      state: event['state'] as object,
      isFinal: event['isFinalInvokeForWindow'] as boolean,
      isEarly: event['isWindowTerminatedEarly'] as boolean,
    }));
  const window = { TumblingWindowInSeconds: 10 };
  const open = (data: string, state: object): Told => ({ data, state, isFinal: false, isEarly: false });
  const final = (state: object): Told => ({ data: '', state, isFinal: true, isEarly: false });

  it('state goes from batch to batch, and is handed over at the end though nothing comes', async () => {
    await test.map(window);
    await test.put('1', '2');
    await test.clock.advance(10_999);
    assert.deepEqual(told(), [open('1', {}), open('2', { n: 1 })]);
    await test.clock.advance(1);
    assert.deepEqual(told().slice(2), [final({ n: 2 })]);
    await test.clock.advance(60_000);
    assert.equal(told().length, 3);
    const { event } = test.invoker.calls[0] ?? assert.fail();
    assert.deepEqual(Object.keys(event), [
      'Records',
      'shardId',
      'eventSourceARN',
      'window',
      'state',
      'isFinalInvokeForWindow',
      'isWindowTerminatedEarly',
    ]);
    assert.deepEqual(event['window'], { start: '2023-11-14T22:13:30Z', end: '2023-11-14T22:13:40Z' });
  });

  it('a record of a later window ends the one before', async () => {
    await test.put('1');
    await test.clock.advance(10_000);
    await test.put('2');
    await test.map(window);
    assert.deepEqual(told(), [open('1', {}), final({ n: 1 }), open('2', {})]);
  });

  it('a last invocation that fails is tried again', async () => {
    let failures = 0;
    test.invoker.handler = (event) => {
      if (event['isFinalInvokeForWindow'] === true && failures++ < 2) throw new FunctionError('no');
      return count(event);
    };
    await test.map(window);
    await test.put('1');
    await test.clock.advance(30_000);
    assert.deepEqual(told(), [open('1', {}), final({ n: 1 }), final({ n: 1 }), final({ n: 1 })]);
  });

  it('one that is given up is reported', async () => {
    test.invoker.handler = (event) => {
      if (event['isFinalInvokeForWindow'] === true) throw new FunctionError('no');
      return count(event);
    };
    const destination = { OnFailure: { Destination: 'arn:aws:s3:::failed' } };
    await test.map({ ...window, MaximumRetryAttempts: 0, DestinationConfig: destination });
    await test.put('1');
    await test.clock.advance(30_000);
    const [object] = test.buckets.objects;
    assert.deepEqual(Object.keys(object?.body['KinesisBatchInfo'] ?? {}), ['shardId', 'streamArn']);
    assert.equal(object?.body['timeWindowInfo']?.['isFinalInvokeForWindow'], true);
    await test.put('2');
    assert.deepEqual(told().at(-1), open('2', {}));
  });

  it('an answer without state is a failure', async () => {
    test.invoker.handler = () => ({});
    await test.map({ ...window, MaximumRetryAttempts: 1 });
    await test.put('1');
    await test.clock.advance(5_000);
    assert.equal(test.invoker.calls.length, 2);
  });

  it('a state that grew too large is handed over early', async () => {
    const large = 'x'.repeat(1024 * 1024);
    test.invoker.handler = (event) => (event['isFinalInvokeForWindow'] === true ? {} : { state: { large } });
    await test.map(window);
    await test.put('1');
    assert.deepEqual(
      told().map(({ isFinal, isEarly, data }) => [data, isFinal, isEarly]),
      [
        ['1', false, false],
        ['', true, true],
      ],
    );
    await test.put('2');
    assert.deepEqual(told()[2]?.state, {});
  });

  it('the open window survives another start', async () => {
    await test.map(window);
    await test.put('1');
    await test.sources.stop();
    const second = await test.process();
    second.invoker.handler = count;
    await test.put('2');
    await test.clock.advance(20_000);
    assert.deepEqual(
      second.invoker.calls.map(({ event }) => [dataOf(event).join(''), event['state']]),
      [
        ['2', { n: 1 }],
        ['', { n: 2 }],
      ],
    );
  });
});
