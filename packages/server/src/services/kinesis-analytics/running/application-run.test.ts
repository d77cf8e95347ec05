import assert from 'node:assert/strict';
import { serialize } from 'node:v8';
import { afterEach, describe, it } from 'node:test';
import { deleteStream } from '../../kinesis/operations/delete-stream.js';
import { mergeShards } from '../../kinesis/operations/merge-shards.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import { RefusedError } from './refused.js';
import type { Processed } from './ports.js';
import { copies, minutes, streamArn, testInput, testOutput, testRunning, type TestRunning } from './testing.js';

let test: TestRunning;
afterEach(() => test.stop());

const passed = async (ms: number): Promise<void> => {
  await test.clock.advance(ms);
  await test.settle();
};
const sorted = async (stream?: string): Promise<string[]> => (await test.rows(stream)).toSorted();

describe('an application that runs', () => {
  it('counts by the minute, and gives each minute once, however far the clock is moved', async () => {
    test = await testRunning();
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.put('b', 5);
    await test.put('a', 2);
    assert.deepEqual(await test.rows(), []);
    await passed(3 * 3_600_000);
    assert.deepEqual(await sorted(), ['a,3,2023-11-14 22:13:00.000', 'b,5,2023-11-14 22:13:00.000']);
    await test.put('a', 4);
    await passed(60_000);
    assert.equal((await test.rows()).length, 3);
  });

  it('does nothing while nothing is due', async () => {
    test = await testRunning();
    await test.create();
    await test.start();
    await test.put('a', 1);
    await passed(120_000);
    const timers = test.clock.status().timers;
    let reads = 0;
    const { log } = test.streams;
    const read = log.read.bind(log);
    log.read = (...parameters) => {
      reads += 1;
      return read(...parameters);
    };
    const end = test.registry.watch('', () => {
      reads += 1;
    });
    await passed(24 * 3_600_000);
    end();
    assert.deepEqual([reads, timers], [0, 0]);
  });

  it('does not run while the settings of one that does not are changed', async () => {
    test = await testRunning();
    await test.create({ code: copies });
    await test.start();
    await test.stopApplication();
    await test.put('a', 1);
    await test.update(() => ({ description: 'other' }));
    assert.equal(test.application().status, 'READY');
    assert.deepEqual(await test.rows(), []);
    await test.start('LAST_STOPPED_POINT');
    assert.deepEqual(await test.rows(), ['a,1']);
  });

  it('begins with what comes, or with the oldest', async () => {
    test = await testRunning({ shards: 2 });
    await test.create({ code: copies });
    await test.put('a', 1);
    await test.start('NOW');
    await test.put('a', 2);
    await test.put('b', 3);
    assert.deepEqual(await sorted(), ['a,2', 'b,3']);
    await test.stopApplication();
    await test.put('b', 4);
    await test.start('NOW');
    await test.put('a', 5);
    assert.deepEqual(await sorted(), ['a,2', 'a,5', 'b,3']);
    await test.stopApplication();
    await test.start('TRIM_HORIZON');
    assert.equal((await test.rows()).length, 8);
  });

  it('begins with what comes where an input is given to it, or is another stream, while it runs', async () => {
    test = await testRunning();
    await test.streams.createStream('other');
    await test.create({ code: '', inputs: [] });
    await test.put('a', 1);
    await test.put('a', 2, 'other');
    await test.start();
    await test.update(() => ({ inputs: [testInput], code: copies }));
    await test.put('a', 3);
    assert.deepEqual(await test.rows(), ['a,3']);
    const source = { ...testInput.source, arn: streamArn('other') };
    await test.update(() => ({ inputs: [{ ...testInput, source }] }));
    await test.put('a', 4, 'other');
    await test.put('a', 5);
    assert.deepEqual(await sorted(), ['a,3', 'a,4']);
  });

  it('goes on with a window over a stop', async () => {
    test = await testRunning();
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.stopApplication();
    await test.put('a', 2);
    await test.start('LAST_STOPPED_POINT');
    await passed(60_000);
    assert.deepEqual(await test.rows(), ['a,3,2023-11-14 22:13:00.000']);
  });

  it('starts without its state where that is damaged, and says so', async () => {
    const warnings: string[] = [];
    test = await testRunning({
      first: {
        logger: {
          debug: () => undefined,
          info: () => undefined,
          warn: (message: string) => warnings.push(message),
          error: (message: string) => warnings.push(message),
        } as never,
      },
    });
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.stopApplication();
    const collection = 'kda.0123456789abcdef';
    const keys: string[] = [];
    await test.tables.scan(collection, { from: 'state/', below: 'state0' }, { visit: (key) => keys.push(key) > 0 });
    assert.equal(keys.length, 1);
    for (const damaged of [Buffer.from('damaged'), serialize(['other', 1])]) {
      await test.tables.transact([], (_values, writes) => {
        for (const key of keys) writes.put(collection, key, damaged);
      });
      await test.start('LAST_STOPPED_POINT');
      await test.stopApplication();
    }
    await test.put('a', 2);
    await test.start('LAST_STOPPED_POINT');
    await passed(60_000);
    assert.deepEqual(await test.rows(), ['a,2,2023-11-14 22:13:00.000']);
    assert.deepEqual([...new Set(warnings)], ['the state of an analytics application was lost']);
  });

  it('reads nothing while reference data is missing', async () => {
    test = await testRunning();
    const reference = {
      id: '1.1',
      table: 'NAMES',
      bucketArn: 'arn:aws:s3:::box',
      fileKey: 'names.csv',
      schema: {
        format: { type: 'CSV' as const, csv: { rowDelimiter: '\n', columnDelimiter: ',' } },
        columns: [
          { name: 'K', sqlType: 'VARCHAR(8)' },
          { name: 'FULL_NAME', sqlType: 'VARCHAR(16)' },
        ],
      },
      revision: 1,
    };
    const code = `
CREATE STREAM DEST (full_name VARCHAR(16), n INTEGER);
CREATE PUMP p AS INSERT INTO DEST SELECT STREAM r.full_name, s.n FROM "IN_001" AS s JOIN names AS r ON s.k = r.k;`;
    test.reference = () => {
      throw new RefusedError('not there');
    };
    await test.create({ code, references: [reference] });
    await test.start();
    await test.put('a', 1);
    await passed(90_000);
    assert.deepEqual(await test.rows(), []);
    assert.deepEqual(
      test.messages.map(({ errorCode, itemId }) => [errorCode, itemId]),
      Array.from({ length: 2 }, () => ['ReferenceDataError', '1.1']),
    );
    test.reference = () => [['a', 'Arion']];
    await passed(10_000);
    assert.deepEqual(await test.rows(), ['Arion,1']);
  });

  it('says that nothing can be read by its schema, and does not break off', async () => {
    test = await testRunning();
    const [column] = testInput.schema.columns;
    const columns = [{ name: 'K', sqlType: 'VARCHAR(8)', ...column, mapping: '$[?' }];
    await test.create({ code: '', inputs: [{ ...testInput, schema: { ...testInput.schema, columns } }] });
    await test.start();
    await test.put('a', 1);
    await passed(180_000);
    assert.deepEqual(
      test.messages.map(({ errorCode, itemId, message }) => [errorCode, itemId, message]),
      [
        [
          'InputError',
          '1.1',
          'There is a problem related to the schema of your input. Invalid JSONPath expression: $[?',
        ],
      ],
    );
  });
});

describe('shards of an application', () => {
  it('each record has the time when it arrived, however late shards and their children are read', async () => {
    test = await testRunning({ shards: 2 });
    await test.create();
    await test.start();
    await test.put('a', 1);
    await test.put('c', 1);
    await test.stopApplication();
    await test.streams.run(splitShard, {
      StreamName: 'in',
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: String(2n ** 126n),
    });
    for (const k of ['a', 'b', 'c', 'd']) await test.put(k, 2);
    await test.clock.advance(60_000);
    for (const k of ['a', 'b', 'c', 'd']) await test.put(k, 3);
    await test.streams.run(mergeShards, {
      StreamName: 'in',
      ShardToMerge: 'shardId-000000000002',
      AdjacentShardToMerge: 'shardId-000000000003',
    });
    await test.clock.advance(60_000);
    for (const k of ['a', 'b', 'c', 'd']) await test.put(k, 4);
    await test.clock.advance(120_000);
    await test.start('LAST_STOPPED_POINT');
    assert.deepEqual(
      await sorted(),
      ['a', 'b', 'c', 'd']
        .flatMap((k) => [
          `${k},${k === 'a' || k === 'c' ? 3 : 2},2023-11-14 22:13:00.000`,
          `${k},3,2023-11-14 22:14:00.000`,
          `${k},4,2023-11-14 22:15:00.000`,
        ])
        .toSorted(),
    );
  });

  it('records from after the clock was set back are read at once', async () => {
    test = await testRunning({ shards: 2 });
    await test.create({ code: copies });
    await test.start();
    await test.clock.advance(3_600_000);
    await test.put('a', 1);
    await test.clock.freeze(test.clock.now() - 3_600_000);
    await test.put('a', 2);
    await test.put('b', 3);
    assert.deepEqual(await sorted(), ['a,1', 'a,2', 'b,3']);
    await test.stopApplication();
    await test.start('TRIM_HORIZON');
    assert.equal((await test.rows()).length, 6);
  });

  it('a stream that is made anew is read from its beginning, as soon as it is there', async () => {
    test = await testRunning();
    await test.create({ code: copies });
    await test.start();
    await test.put('a', 1);
    await test.streams.run(deleteStream, { StreamName: 'in' });
    await passed(90_000);
    assert.deepEqual(
      test.messages.map(({ errorCode, itemId }) => [errorCode, itemId]),
      Array.from({ length: 2 }, () => ['InputError', '1.1']),
    );
    await test.streams.createStream('in', 2);
    await test.put('b', 2);
    assert.deepEqual(await sorted(), ['a,1', 'b,2']);
  });

  it('is let read again after its role was denied that', async () => {
    test = await testRunning();
    await test.create({ code: copies });
    test.denied.set('GetRecords', { kind: 'policy', message: 'no' });
    await test.start();
    await test.put('a', 1);
    await passed(150_000);
    assert.deepEqual(await test.rows(), []);
    assert.deepEqual(
      test.messages.map(({ errorCode, itemId }) => [errorCode, itemId]),
      Array.from({ length: 3 }, () => ['InputError', null]),
    );
    test.denied.clear();
    await passed(10_000);
    assert.deepEqual(await test.rows(), ['a,1']);
  });
});

describe('an application whose function refuses', () => {
  const shouting = (slices: readonly { readonly records: readonly { readonly data: string }[] }[]): Processed => {
    const made = slices.map(({ records }) =>
      records.map(({ data }) => Buffer.from(Buffer.from(data, 'base64').toString().replace('"a"', '"A"'))),
    );
    return { kept: serialize(made), data: (slice, record) => made[slice]?.[record] };
  };
  const processed = { ...testInput, processor: { arn: 'arn:aws:lambda:us-east-1:123456789012:function:f' } };

  it('loses nothing when it is stopped meanwhile, and ends its windows when it can', async () => {
    test = await testRunning();
    let refuses = true;
    test.processor = {
      process: async (slices) => {
        if (refuses) throw new RefusedError('no');
        return shouting(slices);
      },
      recall: (kept) => ({ kept, data: () => undefined }),
    };
    await test.create({ inputs: [processed] });
    await test.start();
    await test.put('a', 1);
    await passed(120_000);
    await test.stopApplication();
    await test.start('LAST_STOPPED_POINT');
    await passed(60_000);
    assert.deepEqual(await test.rows(), []);
    refuses = false;
    await passed(10_000);
    assert.deepEqual(await test.rows(), ['A,1,2023-11-14 22:13:00.000']);
  });
});

describe('an application whose output refuses', () => {
  it('delivers when it can what came meanwhile, in its order', async () => {
    test = await testRunning();
    await test.streams.createStream('one');
    await test.create({ code: copies, outputs: [testOutput('1.1', 'one')] });
    await test.start();
    test.denied.set('PutRecords', { kind: 'role' });
    for (let n = 1; n <= 50; n++) await test.put('a', n);
    await passed(3_600_000);
    assert.deepEqual(await test.rows(), []);
    assert.equal(test.messages.length, 60);
    test.denied.clear();
    await passed(10_000);
    assert.deepEqual(
      await test.rows('one'),
      Array.from({ length: 50 }, (_, index) => `a,${index + 1}`),
    );
  });

  it('delivers what it had computed before its settings changed: its code, its input, its output', async () => {
    test = await testRunning();
    await test.streams.createStream('other');
    await test.create({ code: copies });
    await test.start();
    test.denied.set('PutRecords', { kind: 'role' });
    await test.put('a', 1);
    await test.put('a', 2);
    await test.update(() => ({ code: copies.replace('SELECT STREAM k, n', 'SELECT STREAM k, n * 10') }));
    const source = { ...testInput.source, arn: streamArn('other') };
    await test.update(() => ({ inputs: [{ ...testInput, source }] }));
    await test.put('a', 3, 'other');
    test.denied.clear();
    await passed(20_000);
    // The second one was not read yet when the stream became another.
    assert.deepEqual(await sorted(), ['a,1', 'a,30']);
  });

  it('delivers to its other output what was not delivered', async () => {
    test = await testRunning();
    await test.streams.createStream('other');
    await test.create({ code: copies });
    await test.start();
    test.denied.set('PutRecords', { kind: 'role' });
    await test.put('a', 1);
    await test.update(() => ({ outputs: [testOutput('1.1', 'other')] }));
    test.denied.clear();
    await passed(20_000);
    assert.deepEqual([await test.rows(), await test.rows('other')], [[], ['a,1']]);
    test.denied.set('PutRecords', { kind: 'role' });
    await test.put('a', 2);
    await test.update(() => ({ outputs: [] }));
    await test.update(() => ({ outputs: [testOutput('9.1', 'other')] }));
    test.denied.clear();
    await test.put('a', 3);
    await passed(20_000);
    assert.deepEqual(await test.rows('other'), ['a,1', 'a,3']);
  });

  it('waits for a destination that is gone, and writes nothing twice when part of a batch was written', async () => {
    test = await testRunning();
    await test.create({ code: `${minutes}`, outputs: [testOutput()] });
    await test.start();
    for (let n = 0; n < 20; n++) await test.put(`k${n}`, n);
    await test.streams.run(deleteStream, { StreamName: 'out' });
    await passed(120_000);
    await test.streams.createStream('out', 3);
    await passed(20_000);
    const rows = await test.rows();
    assert.deepEqual([rows.length, new Set(rows).size], [20, 20]);
  });
});
