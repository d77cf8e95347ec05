import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { WriteRate } from '../domain/on-demand.js';
import { openShards, type Stream } from '../domain/stream.js';
import { createStream } from '../operations/create-stream.js';
import { deleteStream } from '../operations/delete-stream.js';
import { testAccount, testKinesis, testRegion, testStart, type TestKinesis } from '../testing.js';
import { Demand, meetDemand } from './on-demand.js';

const named = { account: testAccount, region: testRegion, name: 'rides' };
const day = 86_400_000;
const quiet: WriteRate = { bytesPerSecond: 1000, recordsPerSecond: 1 };
const busy: WriteRate = { bytesPerSecond: 3 * 1_048_576, recordsPerSecond: 3000 };

describe('on-demand streams', () => {
  let kinesis: TestKinesis;
  beforeEach(async () => {
    kinesis = await testKinesis();
    await kinesis.run(createStream, { StreamName: 'rides' });
  });
  afterEach(() => kinesis.stop());
  const stream = async (): Promise<Stream> => {
    const view = await kinesis.context.store.stream(named);
    assert.ok(view);
    return view.stream;
  };
  const meet = async (rate: WriteRate): Promise<number> => {
    await meetDemand(kinesis.context, await stream(), rate);
    return openShards(await stream()).length;
  };

  it('are assessed once a minute, by what was written in it', async () => {
    const met: WriteRate[] = [];
    const demand = new Demand(async (_stream, rate) => void met.push(rate), assert.ifError);
    const current = await stream();
    for (let second = 0; second < 150; second++) demand.note(current, 600, 6, testStart + second * 1000);
    assert.deepEqual(
      met,
      Array.from({ length: 2 }, () => ({ bytesPerSecond: 600, recordsPerSecond: 6 })),
    );
    demand.note(current, 1, 1, testStart);
    demand.note({ ...current, id: 'x', mode: 'PROVISIONED' }, 1, 1, testStart);
    demand.note({ ...current, id: 'x', mode: 'PROVISIONED' }, 1, 1, testStart + day);
    assert.equal(met.length, 2);
  });

  it('report what goes wrong, but for streams that are gone', async () => {
    const reported: unknown[] = [];
    const current = await stream();
    const write = (demand: Demand) => [0, day].forEach((at) => demand.note(current, 1, 1, testStart + at));
    const error = new Error('broken');
    write(
      new Demand(
        () => Promise.reject(error),
        (what) => reported.push(what),
      ),
    );
    await kinesis.run(deleteStream, { StreamName: 'rides' });
    write(
      new Demand(
        (gone, rate) => meetDemand(kinesis.context, gone, rate),
        (what) => reported.push(what),
      ),
    );
    await kinesis.clock.advance(1);
    assert.deepEqual(reported, [error]);
  });

  it('double when they need to, and become fewer only when the peak is 30 days old', async () => {
    assert.equal(await meet(quiet), 4);
    assert.equal(await meet(busy), 8);
    assert.deepEqual((await stream()).peak, { ...busy, at: testStart });
    assert.equal((await stream()).status, 'ACTIVE');
    assert.equal(await meet(quiet), 8);
    await kinesis.clock.advance(30 * day);
    assert.equal(await meet(quiet), 8);
    await kinesis.clock.advance(1);
    assert.equal(await meet(quiet), 4);
    assert.equal((await stream()).shards.length, 16);
  });

  it('are written only when something changes', async () => {
    await meet(quiet);
    const { version } = (await kinesis.context.store.stream(named)) ?? {};
    await meet(quiet);
    assert.equal((await kinesis.context.store.stream(named))?.version, version);
  });
});
