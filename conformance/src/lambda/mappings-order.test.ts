import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { eventually, isOpen, listShards, openShards } from '../harness.js';
import { assertOnceInOrder, keyOfText, textsOfKeys } from './key-order.js';
import { kinds, MappingKit, type Call, type Source } from './mapping-kit.js';

/** Records of one key are never out of order, whatever works on them side by side, and whatever becomes of the shards. */
const kit = await MappingKit.of(await startLambda());
const { sdk, control } = kit.paddock;
after(() => kit.close());

const hours = 3_600_000;

for (const kind of kinds)
  describe(`records of a ${kind}`, () => {
    it('are worked on side by side, those of one key one after another', async () => {
      const sleeps = `await sleep(keys[0].charCodeAt(1) % 4 * 5); await say('done');`;
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(sleeps)]);
      const texts = textsOfKeys(12, kind === 'table' ? 8 : 20);
      await source.put(texts, keyOfText);
      const release = recorder.hold();
      await kit.map(source, recorder, { ParallelizationFactor: 4, BatchSize: 8 });
      await kit.until('four at once', () => recorder.calls.length === 4);
      release();
      await recorder.until(texts.length);
      await kit.until('the last', () => recorder.calls.every(({ saidAt }) => saidAt !== undefined));
      assertOnceInOrder(recorder.texts(), texts);
      assertApart(recorder.calls);
    });
  });

/** While one invocation has records of a key, no other has. */
function assertApart(calls: readonly Call[]): void {
  for (const [index, call] of calls.entries())
    for (const later of calls.slice(index + 1, call.saidAt))
      assert.ok(!later.keys.some((key) => call.keys.includes(key)), `${call.texts[0]} and ${later.texts[0]}`);
}

for (const kind of ['stream', 'consumer'] as const)
  describe(`the shards of a ${kind}`, () => {
    it('are followed through splits and merges under load, parents first', async () => {
      const body = `await sleep(texts.length % 5); if (texts.some((text) => text.endsWith('7')) && call % 3 === 0) throw new Error('once more');`;
      const [source, recorder] = await Promise.all([kit.source(kind, 2), kit.recorder(body)]);
      await kit.map(source, recorder, { BatchSize: 20, ParallelizationFactor: 2, StartingPosition: 'LATEST' });
      const texts: string[] = [];
      let isResharded = false;
      const load = async (): Promise<void> => {
        for (let from = 0; !isResharded || from < 40; from += 4) {
          const more = textsOfKeys(16, 4, from);
          texts.push(...more);
          await source.put(more, keyOfText);
        }
      };
      const reshard = async (): Promise<void> => {
        await recorder.until(100);
        for (let round = 0; round < 2; round++) {
          await split(source);
          await merge(source);
        }
        isResharded = true;
      };
      await Promise.all([load(), reshard()]);
      await eventually('all records', () => new Set(recorder.texts()).size === texts.length);
      assert.equal((await listShards(sdk, source.name)).length, 2 + 3 * 2);
      const once = [...new Set(recorder.texts())];
      assertOnceInOrder(once, texts);
    });
  });

async function split({ name: StreamName }: Source): Promise<void> {
  const [shard] = await openShards(sdk, StreamName);
  const { StartingHashKey = '0', EndingHashKey = '0' } = shard?.HashKeyRange ?? {};
  const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n;
  await sdk.splitShard({ StreamName, ShardToSplit: shard?.ShardId, NewStartingHashKey: String(middle) });
}

/** The first two that lie side by side. */
async function merge({ name: StreamName }: Source): Promise<void> {
  const start = ({ HashKeyRange }: { HashKeyRange?: { StartingHashKey?: string | undefined } | undefined }): bigint =>
    BigInt(HashKeyRange?.StartingHashKey ?? '0');
  const shards = (await listShards(sdk, StreamName)).filter(isOpen);
  const [one, next] = shards.toSorted((a, b) => (start(a) < start(b) ? -1 : 1));
  await sdk.mergeShards({ StreamName, ShardToMerge: one?.ShardId, AdjacentShardToMerge: next?.ShardId });
}

it('the shards of a table are followed, parents first', async () => {
  const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder()]);
  await control.freeze();
  const texts: string[] = [];
  for (let round = 0; round < 4; round++) {
    const more = textsOfKeys(5, 2, 2 * round);
    texts.push(...more);
    await source.put(more, keyOfText);
    await control.advance(5 * hours);
  }
  await kit.map(source, recorder, { BatchSize: 3 });
  await recorder.until(texts.length);
  await control.release();
  assertOnceInOrder(recorder.texts(), texts);
});

describe('where a mapping begins on a stream that was resharded', () => {
  it('is the end of the shards that are open, the beginning of those that come later', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    await source.put(textsOfKeys(8, 1), keyOfText);
    await split(source);
    await source.put(textsOfKeys(8, 1, 1), keyOfText);
    const uuid = await kit.map(source, recorder, { StartingPosition: 'LATEST', Enabled: false });
    const texts = textsOfKeys(8, 1, 2);
    await source.put(texts, keyOfText);
    await merge(source);
    texts.push(...textsOfKeys(8, 1, 3));
    await source.put(textsOfKeys(8, 1, 3), keyOfText);
    await kit.update(uuid, { Enabled: true });
    await recorder.until(texts.length);
    assertOnceInOrder(recorder.texts(), texts);
  });

  it('is a time, in whichever shards there were then', async () => {
    await control.freeze();
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    await source.put(textsOfKeys(8, 1), keyOfText);
    const StartingPositionTimestamp = new Date((await control.advance(10_000)) - 5000);
    const texts = textsOfKeys(8, 1, 1);
    await source.put(texts, keyOfText);
    await split(source);
    texts.push(...textsOfKeys(8, 1, 2));
    await source.put(textsOfKeys(8, 1, 2), keyOfText);
    await kit.map(source, recorder, { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp });
    await recorder.until(texts.length);
    await control.release();
    assertOnceInOrder(recorder.texts(), texts);
  });
});
