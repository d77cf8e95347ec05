import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testClock } from '../runtime/controlled-clock.js';
import { seededRandom } from '../runtime/random.js';
import { readFaultRule } from './fault-rules.js';
import { Faults } from './faults.js';

const arn = 'arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes';

function setUp(...rules: readonly object[]) {
  const clock = testClock();
  let crashes = 0;
  const faults = new Faults({ clock, random: seededRandom(7), crash: () => (crashes += 1) });
  for (const json of rules) {
    const rule = readFaultRule(json);
    if (typeof rule === 'string') assert.fail(rule);
    faults.add(rule);
  }
  return { faults, clock, crashes: () => crashes };
}

describe('Faults', () => {
  it('costs nothing when there are none, or none that is meant', () => {
    const { faults } = setUp();
    assert.equal(faults.before('kinesis', 'PutRecord'), undefined);
    assert.equal(faults.partial('kinesis', 'PutRecords'), undefined);
    const { faults: others } = setUp(
      { kind: 'throttle', service: 'dynamodb' },
      { kind: 'throttle', operation: 'GetRecords' },
      { kind: 'throttle', resource: 'other' },
      { kind: 'throttle', probability: 0 },
      { kind: 'partial', fraction: 1 },
      { kind: 'crash', when: 'after' },
    );
    assert.equal(others.before('kinesis', 'PutRecord', [arn]), undefined);
  });

  it('answers errors and throttling as the service does', async () => {
    const { faults } = setUp(
      { kind: 'error', code: 'KMSThrottlingException', message: 'Slow', operation: 'PutRecord' },
      { kind: 'error', code: 'InternalFailure', status: 500, operation: 'ListStreams' },
      { kind: 'throttle' },
    );
    await assert.rejects(faults.before('kinesis', 'PutRecord') ?? Promise.resolve(), {
      code: 'KMSThrottlingException',
      message: 'Slow',
      status: 400,
    });
    await assert.rejects(faults.before('kinesis', 'ListStreams') ?? Promise.resolve(), {
      status: 500,
      hasMessage: false,
    });
    const codeOf = (service: string, operation: string) =>
      faults.before(service, operation)?.then(
        () => 'none',
        (error: { code: string }) => error.code,
      );
    assert.equal(await codeOf('kinesis', 'GetRecords'), 'ProvisionedThroughputExceededException');
    assert.equal(await codeOf('kinesis', 'DescribeStream'), 'LimitExceededException');
    assert.equal(await codeOf('s3', 'PutObject'), 'SlowDown');
    assert.equal(await codeOf('unheard-of', 'Do'), 'ThrottlingException');
  });

  it('aims at a resource by its ARN or by the end of it', () => {
    for (const resource of [arn, 'wildrydes', 'stream/wildrydes']) {
      const { faults } = setUp({ kind: 'latency', ms: 1, resource });
      assert.ok(faults.before('kinesis', 'PutRecord', [arn]), resource);
      assert.equal(faults.before('kinesis', 'PutRecord', [`${arn}2`]), undefined);
    }
  });

  it('waits by the clock', async () => {
    const { faults, clock } = setUp({ kind: 'latency', ms: 500 });
    let isThrough = false;
    const waiting = faults.before('kinesis', 'PutRecord')?.then(() => (isThrough = true));
    await clock.advance(499);
    assert.equal(isThrough, false);
    await clock.advance(1);
    await waiting;
    assert.equal(isThrough, true);
  });

  it('strikes so many times and then no more', () => {
    const { faults } = setUp({ kind: 'latency', ms: 0, times: 2 });
    const struck = Array.from({ length: 4 }, () => faults.before('kinesis', 'PutRecord') !== undefined);
    assert.deepEqual(struck, [true, true, false, false]);
    assert.deepEqual(faults.list(), []);
  });

  it('strikes as probably as it is told', () => {
    const { faults } = setUp({ kind: 'latency', ms: 0, probability: 0.25 });
    let struck = 0;
    for (let i = 0; i < 1000; i++) if (faults.before('kinesis', 'PutRecord')) struck += 1;
    assert.ok(struck > 200 && struck < 300, String(struck));
    assert.equal(faults.list()[0]?.struck, struck);
  });

  it('fails a fraction of the entries of a batch', () => {
    const { faults } = setUp({ kind: 'partial', fraction: 0.5, operation: 'PutRecords' });
    const entry = faults.partial('kinesis', 'PutRecords') ?? assert.fail('nothing strikes');
    const failed = Array.from({ length: 1000 }, (_, index) => entry(index)).filter((fault) => fault !== undefined);
    assert.ok(failed.length > 430 && failed.length < 570, String(failed.length));
    assert.equal(failed[0]?.code, 'ProvisionedThroughputExceededException');
    const { faults: named } = setUp({ kind: 'partial', fraction: 1, code: 'InternalFailure', message: 'Internal.' });
    assert.deepEqual(named.partial('kinesis', 'PutRecords')?.(0), { code: 'InternalFailure', message: 'Internal.' });
    assert.equal(named.before('kinesis', 'PutRecords'), undefined);
  });

  it('crashes before or after', async () => {
    const before = setUp({ kind: 'crash' });
    await before.faults.before('kinesis', 'PutRecord');
    before.faults.after('kinesis', 'PutRecord');
    assert.equal(before.crashes(), 1);
    const after = setUp({ kind: 'crash', when: 'after' });
    await after.faults.before('kinesis', 'PutRecord');
    assert.equal(after.crashes(), 0);
    after.faults.after('kinesis', 'PutRecord');
    assert.equal(after.crashes(), 1);
  });
});

describe('readFaultRule', () => {
  it('says what is wrong', () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [null, 'a fault must be a JSON object'],
      [{}, 'kind must be one of error, throttle, latency, partial, crash'],
      [{ kind: 'toString' }, 'kind must be one of error, throttle, latency, partial, crash'],
      [{ kind: 'error' }, 'a fault of kind error needs code'],
      [{ kind: 'error', code: 'A', status: 200 }, 'status must be a whole number from 400 to 599'],
      [{ kind: 'latency', ms: '1' }, 'ms must be a number from 0 to 86400000'],
      [{ kind: 'throttle', probability: 2 }, 'probability must be a number from 0 to 1'],
      [{ kind: 'throttle', times: 0.5 }, 'times must be a whole number from 1 to 1000000000'],
      [{ kind: 'throttle', ms: 3 }, 'a fault of kind throttle has no member ms'],
      [{ kind: 'crash', when: 'now' }, 'when must be before or after'],
      [{ kind: 'throttle', service: '' }, 'service must be a text'],
    ];
    for (const [json, message] of wrong) assert.equal(readFaultRule(json), message);
  });
});
