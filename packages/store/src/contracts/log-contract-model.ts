import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { LogSealedError, type Log } from '../log.js';
import type { LogUnderTest } from './log-contract.js';

interface ModelShard {
  readonly records: { readonly content: string; readonly time: number }[];
  start: number;
  sealed: boolean;
}

type Operation =
  | { readonly kind: 'append'; readonly shard: string; readonly lengths: readonly number[]; readonly time: number }
  | {
      readonly kind: 'read';
      readonly shard: string;
      readonly from: number;
      readonly records: number;
      readonly bytes: number;
    }
  | { readonly kind: 'seek' | 'trim'; readonly shard: string; readonly time: number }
  | { readonly kind: 'seal' | 'drop'; readonly shard: string }
  | { readonly kind: 'reopen' };

const shard = fc.constantFrom('a', 'b', 'c');
const time = fc.integer({ min: 0, max: 40 });
const length = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 70_000 }) },
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      shard,
      lengths: fc.array(length, { minLength: 1, maxLength: 6 }),
      time,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      shard,
      from: fc.integer({ min: 0, max: 60 }),
      records: fc.integer({ min: 1, max: 40 }),
      bytes: fc.integer({ min: 0, max: 150_000 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('seek' as const, 'trim' as const), shard, time }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('seal' as const, 'drop' as const), shard }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/** Any order of operations has the results that a plain list has. */
export function logModelContract(name: string, makeLog: () => Promise<LogUnderTest>): void {
  void it(`${name}: does what a list does, whatever the order`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 60 }), async (operations) => {
        const { log: made, reopen, dispose } = await makeLog();
        let log = made;
        try {
          const model = new Map<string, ModelShard>();
          for (const one of operations) {
            if (one.kind !== 'reopen') await step(log, model, one);
            else if (reopen !== undefined) log = await reopen();
          }
          if (reopen !== undefined) log = await reopen();
          for (const key of ['a', 'b', 'c']) await compare(log, key, model.get(key), 0, 1000, 1_000_000_000);
        } finally {
          await log.close();
          await dispose();
        }
      }),
      { numRuns: 40 },
    );
  });
}

async function step(
  log: Log,
  model: Map<string, ModelShard>,
  one: Exclude<Operation, { kind: 'reopen' }>,
): Promise<void> {
  const known: ModelShard = model.get(one.shard) ?? { records: [], start: 0, sealed: false };
  if (one.kind === 'append') {
    const encode = (first: number): string[] => one.lengths.map((size, i) => `${first + i}`.padEnd(size, '.'));
    const appending = log.append(one.shard, { count: one.lengths.length, time: one.time, encode });
    if (known.sealed) return assert.rejects(appending, LogSealedError);
    model.set(one.shard, known);
    const first = known.records.length;
    const raised = Math.max(one.time, known.records.at(-1)?.time ?? 0);
    for (const content of encode(first)) known.records.push({ content, time: raised });
    assert.deepEqual(await appending, { first, time: raised });
  } else if (one.kind === 'read') {
    await compare(log, one.shard, known, one.from, one.records, one.bytes);
  } else if (one.kind === 'seek') {
    const found = known.records.findIndex((record, i) => i >= known.start && record.time >= one.time);
    assert.equal(await log.seek(one.shard, one.time), found === -1 ? known.records.length : found);
  } else if (one.kind === 'trim') {
    await log.trim(one.shard, one.time);
    const { start } = await log.extent(one.shard);
    // How far is the adapter's choice: never back, and never over a record that is young enough.
    assert.ok(
      start >= known.start && known.records.slice(known.start, start).every((record) => record.time < one.time),
    );
    known.start = start;
  } else if (one.kind === 'seal') {
    model.set(one.shard, known);
    known.sealed = true;
    assert.equal((await log.seal(one.shard)).end, known.records.length);
  } else {
    await log.drop(one.shard);
    model.delete(one.shard);
  }
}

async function compare(
  log: Log,
  key: string,
  model: ModelShard | undefined,
  from: number,
  maxRecords: number,
  maxBytes: number,
): Promise<void> {
  const { records = [], start = 0, sealed = false } = model ?? {};
  const slice = await log.read(key, from, { records: maxRecords, bytes: maxBytes });
  assert.deepEqual(slice.extent, { start, end: records.length, lastTime: records.at(-1)?.time, sealed });
  const first = Math.max(from, start);
  const expected: string[] = [];
  let bytes = 0;
  for (const { content } of records.slice(first)) {
    bytes += content.length;
    if (expected.length > 0 && (bytes > maxBytes || expected.length >= maxRecords)) break;
    expected.push(content);
  }
  assert.deepEqual([slice.first, slice.count, slice.next], [first, expected.length, first + expected.length]);
  assert.equal(Buffer.concat(slice.chunks).toString('latin1'), expected.join());
  assert.equal(slice.lastTime, expected.length === 0 ? undefined : records[first + expected.length - 1]?.time);
}
