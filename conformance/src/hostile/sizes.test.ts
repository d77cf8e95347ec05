import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../harness/wait.js';
import type { Answer } from '../harness/raw.js';
import { start, type Child } from './child.js';
import { assertUnhurt, assertWellFormed, errorOf } from './verdict.js';

let child: Child;
const call = (operation: string, input: object): Promise<Answer> => child.raw.call(operation, input);
before(async () => {
  child = await start(['--transitions', 'instant']);
  await call('CreateStream', { StreamName: 's', ShardCount: 1 });
});
after(() => child.stop());

describe('what costs more than its request', () => {
  it('refuses counts beyond every quota at once', async () => {
    const memory = child.memory();
    for (const count of [-(2 ** 31), -1, 0, 20_001, 1e6, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e308]) {
      for (const [operation, input] of [
        ['CreateStream', { StreamName: 'many', ShardCount: count }],
        ['UpdateShardCount', { StreamName: 's', TargetShardCount: count, ScalingType: 'UNIFORM_SCALING' }],
        ['ListStreams', { Limit: count }],
        ['DescribeStream', { StreamName: 's', Limit: count }],
        ['ListShards', { StreamName: 's', MaxResults: count }],
        ['IncreaseStreamRetentionPeriod', { StreamName: 's', RetentionPeriodHours: count }],
        ['DecreaseStreamRetentionPeriod', { StreamName: 's', RetentionPeriodHours: count }],
      ] as const) {
        const answer = await call(operation, input);
        assertWellFormed(answer, `${operation} ${count}`);
        assert.equal(answer.status, 400, `${operation} ${count} → ${answer.text.slice(0, 200)}`);
      }
      const warm = { StreamName: 'warm', StreamModeDetails: { StreamMode: 'ON_DEMAND' }, WarmThroughputMiBps: count };
      assertWellFormed(await call('CreateStream', warm), `warm throughput ${count}`);
      await call('DeleteStream', { StreamName: 'warm' });
    }
    assert.ok(child.memory() < memory + 100, `${memory} → ${child.memory()} MiB`);
  });

  it('takes records up to the limit, and not a byte more', async () => {
    const arn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
    assert.equal((await call('UpdateMaxRecordSize', { StreamARN: arn, MaxRecordSizeInKiB: 10_240 })).status, 200);
    const data = (bytes: number): string => Buffer.alloc(bytes, 1).toString('base64');
    const put = (bytes: number) => call('PutRecord', { StreamName: 's', PartitionKey: 'p', Data: data(bytes) });
    assert.equal((await put(10_485_759)).status, 200);
    assert.equal(errorOf(await put(10_485_760)), 'ValidationException');
    assert.equal(errorOf(await put(10_485_761)), 'ValidationException');
    const batch = (count: number, bytes: number) =>
      call('PutRecords', {
        StreamName: 's',
        Records: Array.from({ length: count }, () => ({ PartitionKey: 'p', Data: data(bytes) })),
      });
    assert.equal((await batch(500, 20_970)).status, 200);
    const over = await batch(500, 20_971);
    assert.equal(over.status, 400);
    assertWellFormed(over, 'over 10 MiB in all');
    // Half a gigabyte is refused by its length alone, before it is sent.
    const response = await child.raw
      .exchange('POST', '/', { expect: '100-continue', host: 'x' }, Buffer.alloc(20_000_000))
      .catch(() => undefined);
    assert.ok(response === undefined || response.status === 413, String(response?.status));
    await assertUnhurt(child);
  });

  it('keeps a stream of 1,000 shards', async () => {
    assert.equal((await call('CreateStream', { StreamName: 'wide', ShardCount: 1000 })).status, 200);
    let listed = 0;
    let token: unknown;
    do {
      const page = await call(
        'ListShards',
        token === undefined ? { StreamName: 'wide', MaxResults: 300 } : { NextToken: token, MaxResults: 300 },
      );
      assert.equal(page.status, 200, page.text);
      listed += (page.json?.['Shards'] as unknown[] | undefined)?.length ?? 0;
      token = page.json?.['NextToken'];
    } while (token !== undefined);
    assert.equal(listed, 1000);
    const records = Array.from({ length: 500 }, (_, at) => ({ PartitionKey: `${at}`, Data: 'AAAA' }));
    const put = await call('PutRecords', { StreamName: 'wide', Records: records });
    assert.equal(put.json?.['FailedRecordCount'], 0, put.text.slice(0, 300));
    const ShardToSplit = 'shardId-000000000999';
    const NewStartingHashKey = ((1n << 128n) - 10n).toString();
    assert.equal((await call('SplitShard', { StreamName: 'wide', ShardToSplit, NewStartingHashKey })).status, 200);
    const summary = await call('DescribeStreamSummary', { StreamName: 'wide' });
    assert.match(summary.text, /"OpenShardCount":1001/);
    assert.equal((await call('DeleteStream', { StreamName: 'wide' })).status, 200);
  });

  it('lists 2,000 streams page by page, each once', async () => {
    const names = Array.from({ length: 2000 }, (_, at) => `many-${String(at).padStart(4, '0')}`);
    for (let at = 0; at < names.length; at += 50) {
      const answers = await Promise.all(
        names.slice(at, at + 50).map((StreamName) => call('CreateStream', { StreamName, ShardCount: 1 })),
      );
      for (const answer of answers) assert.equal(answer.status, 200, answer.text);
    }
    const found: string[] = [];
    let page = await call('ListStreams', { Limit: 333, ExclusiveStartStreamName: 'many' });
    for (;;) {
      found.push(...(page.json?.['StreamNames'] as string[]));
      if (page.json?.['HasMoreStreams'] !== true) break;
      page = await call('ListStreams', { Limit: 333, NextToken: page.json['NextToken'] });
    }
    assert.deepEqual(
      found.filter((name) => name.startsWith('many-')),
      names,
    );
    await eventually('memory settles', () => child.memory() < 700);
    await assertUnhurt(child);
  });
});
