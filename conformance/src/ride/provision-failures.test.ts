import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { realTime } from '@paddock/ride';
import { allow, documentOf } from '../harness/identity.js';
import { account, region } from '../harness/server.js';
import { startRide, withKeys } from './provision-kit.js';

const paddock = await startRide();
const { control, identities, url } = paddock;
after(() => paddock.close());
const nothing = await paddock.everything();
const asUser = { destination: { region, endpoint: url, credentials: 'chain' } } as const;

/** The names of what is there: ids of pools and mappings are new each time. */
const kinds = async (): Promise<object> => {
  const { pools, mappings, ...named } = await paddock.everything();
  return { ...named, pools: pools?.length, mappings: mappings?.length };
};

void describe('who may not', () => {
  void it('is told which action, on what, and what to do', async () => {
    const user = await identities.newUser();
    const { error, events } = await withKeys(user.keys, () => paddock.deploy(asUser));
    assert.match(error ?? '', /^Kinesis stream wildrydes could not be looked at: .*\(\d+ more parts failed\)$/);
    const failed = events.flatMap((event) => (event.kind === 'failed' ? [event] : []));
    const stream = failed.find(({ part }) => part.id === 'stream');
    assert.match(stream?.why ?? '', /is not authorized to perform: kinesis:DescribeStreamSummary/);
    assert.equal(
      stream?.todo,
      `Allow your user or role kinesis:DescribeStreamSummary on arn:aws:kinesis:${region}:${account}:stream/wildrydes, and try again.`,
    );
    assert.deepEqual(await paddock.everything(), nothing);
  });

  void it('gets what may be made, and the rest is named', async () => {
    const user = await identities.newUser(
      allow('*'),
      documentOf({ Effect: 'Deny', Action: 'iam:CreatePolicy', Resource: '*' }),
    );
    const { events, done } = await withKeys(user.keys, () => paddock.deploy(asUser));
    const failed = events.flatMap((event) => (event.kind === 'failed' ? `${event.what}: ${event.todo}` : []));
    assert.equal(failed.length, 1);
    assert.match(
      failed[0] ?? '',
      /^IAM policy WildRydesDynamoDBWritePolicy could not be created: Allow .*iam:CreatePolicy on/,
    );
    const skipped = events.flatMap((event) => (event.kind === 'skipped' ? event.part.id : []));
    assert.deepEqual(skipped.toSorted(), ['processor', 'processor-role', 'trigger']);
    assert.equal(done.length, 9);
    assert.equal((await paddock.deploy()).done.length, 4);
    await paddock.destroy();
    assert.deepEqual(await paddock.everything(), nothing);
  });
});

void describe('a change that fails', () => {
  const broken = { kind: 'error', code: 'ServiceBroke', status: 400 } as const;

  void it('at whichever step: deploying and destroying again comes to the same end', async () => {
    const changes = await paddock.changesDuring(() => paddock.deploy());
    const whole = await kinds();
    const removals = await paddock.changesDuring(() => paddock.destroy());
    assert.deepEqual(await paddock.everything(), nothing);
    assert.ok(changes.length >= 17 && removals.length >= 12, `${changes.length} changes, ${removals.length} removals`);

    for (const change of new Set(changes)) {
      const [service, operation] = change.split(':');
      await control.addFault({ ...broken, service, operation, times: 1 });
      const { error, events } = await paddock.deploy();
      assert.match(error ?? '', /ServiceBroke/, change);
      assert.ok(
        events.some(({ kind }) => kind === 'failed'),
        change,
      );
      assert.equal((await paddock.deploy()).error, undefined, change);
      assert.equal((await paddock.status()).isComplete, true, change);
      assert.deepEqual(await kinds(), whole, change);
      await paddock.destroy();
    }
    for (const change of new Set(removals)) {
      await paddock.deploy();
      const [service, operation] = change.split(':');
      await control.addFault({ ...broken, service, operation, times: 1 });
      assert.match((await paddock.destroy()).error ?? '', /could not be removed: ServiceBroke/, change);
      assert.equal((await paddock.destroy()).error, undefined, change);
      assert.deepEqual(await paddock.everything(), nothing, change);
    }
  });

  void it('is done again by itself when the service was busy or broken for a moment', async () => {
    for (const service of ['kinesis', 'dynamodb', 'iam', 'lambda', 'kinesisanalytics', 'cognito-identity', 'logs']) {
      await control.addFault({ kind: 'throttle', service, times: 2 });
    }
    await control.addFault({ kind: 'error', code: 'InternalFailure', status: 500, times: 3, probability: 0.2 });
    const time = { ...realTime, sleep: () => realTime.sleep(1) };
    const { error, done } = await paddock.deploy({ time });
    assert.equal(error, undefined);
    assert.equal(done.length, 13);
    await control.clearFaults();
    await paddock.destroy();
  });
});

void describe('who changes their mind', () => {
  void it('has what was made, and goes on from there', async () => {
    const stop = new AbortController();
    const { error, done, events } = await paddock.deploy({
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'done' && event.part.id === 'processor-role') stop.abort();
      },
    });
    assert.match(error ?? '', /^Stopped\. What was made stays/);
    assert.deepEqual(
      events.filter(({ kind }) => kind === 'failed'),
      [],
    );
    assert.ok(done.length > 0 && done.length < 13, String(done.length));
    assert.equal((await paddock.deploy()).error, undefined);
    assert.equal((await paddock.status()).isComplete, true);
    await paddock.destroy();
    assert.deepEqual(await paddock.everything(), nothing);
  });
});
