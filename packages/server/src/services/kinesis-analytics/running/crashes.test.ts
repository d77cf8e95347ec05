import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  LogClosedError,
  RegistryClosedError,
  TablesClosedError,
  type Log,
  type Registry,
  type Tables,
} from '@paddock/store';
import { seededRandom } from '../../../runtime/random.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import type { Processed, Processor } from './ports.js';
import { minutes, testInput, testOutput, testRunning, type TestProcess, type TestRunning } from './testing.js';

/** Dies at a write: it is done or not, and then nothing is any more; or only that write fails. */
class Death {
  isDead = false;
  writes = 0;
  readonly #at: number;
  readonly #isAfter: boolean;
  readonly #livesOn: boolean;

  constructor(at: number, isAfter: boolean, livesOn = false) {
    this.#at = at;
    this.#isAfter = isAfter;
    this.#livesOn = livesOn;
  }

  get hasCome(): boolean {
    return this.writes > this.#at;
  }

  get hasFailed(): boolean {
    return this.#livesOn && this.hasCome;
  }

  async #write<T>(closed: () => Error, run: () => Promise<T>): Promise<T> {
    this.#check(closed);
    const dies = this.writes++ === this.#at;
    if (dies && !this.#livesOn) this.isDead = true;
    const error = this.#livesOn ? new Error('the write failed') : closed();
    if (dies && !this.#isAfter) throw error;
    const result = await run();
    if (dies || this.isDead) throw error;
    return result;
  }

  #check(closed: () => Error): void {
    if (this.isDead) throw closed();
  }

  tables(tables: Tables): Tables {
    const closed = () => new TablesClosedError('dead');
    return {
      read: async (places) => (this.#check(closed), tables.read(places)),
      scan: async (collection, range, visitor) => (this.#check(closed), tables.scan(collection, range, visitor)),
      transact: (places, decide, fences) => this.#write(closed, () => tables.transact(places, decide, fences)),
      raiseFence: (name, revision) => this.#write(closed, () => tables.raiseFence(name, revision)),
      clear: (collection, below) => this.#write(closed, () => tables.clear(collection, below)),
      watch: (feed, listener) => tables.watch(feed, listener),
      close: async () => undefined,
    };
  }

  registry(registry: Registry): Registry {
    const closed = () => new RegistryClosedError();
    return {
      get: async (key) => (this.#check(closed), registry.get(key)),
      list: async (prefix, options) => (this.#check(closed), registry.list(prefix, options)),
      commit: (changes) => this.#write(closed, () => registry.commit(changes)),
      watch: (prefix, listener) => registry.watch(prefix, listener),
      close: async () => undefined,
    };
  }

  log(log: Log): Log {
    const closed = () => new LogClosedError('dead');
    return {
      append: (shard, append) => this.#write(closed, () => log.append(shard, append)),
      read: async (shard, from, limit) => (this.#check(closed), log.read(shard, from, limit)),
      seek: async (shard, time) => (this.#check(closed), log.seek(shard, time)),
      extent: async (shard) => (this.#check(closed), log.extent(shard)),
      seal: (shard) => log.seal(shard),
      trim: (shard, before) => log.trim(shard, before),
      drop: (shard) => log.drop(shard),
      watch: (shard, listener) => log.watch(shard, listener),
      close: async () => undefined,
    };
  }
}

type Action = (test: TestRunning) => Promise<void>;

/** Lives through the actions in processes of which each dies at its time; the last one does not. @returns whether all of that came */
async function live(
  actions: readonly Action[],
  deaths: readonly Death[],
  check: (test: TestRunning) => Promise<void>,
): Promise<boolean> {
  const test = await testRunning({ shards: 2 });
  try {
    await test.running.stop();
    await test.streams.createStream('copies', 1);
    const inputs = [{ ...testInput, processor: { arn: 'arn:aws:lambda:us-east-1:123456789012:function:f' } }];
    const outputs = [testOutput('1.1'), testOutput('1.2', 'copies', 'COPIES')];
    await test.create({ code: both, inputs, outputs });
    test.processor = fickle();
    await test.start();
    const fates = [...deaths, new Death(Infinity, false)];
    const next = (): Promise<TestProcess> => {
      const [fate = new Death(Infinity, false)] = fates;
      return test.process({
        tables: fate.tables(test.tables),
        registry: fate.registry(test.registry),
        log: fate.log(test.streams.log),
        batchesPerSnapshot: 5,
      });
    };
    let process = await next();
    for (const action of [...actions, ...Array.from({ length: 6 }, () => pass(60_000))]) {
      await action(test);
      await test.settle();
      if (fates[0]?.hasFailed === true) {
        await test.realClock.advance(5_000);
        await test.settle();
      }
      while (fates[0]?.isDead === true) {
        fates.shift();
        await process.running.abandon();
        process = await next();
        await test.settle();
      }
    }
    await check(test);
    return deaths.every(({ hasCome }) => hasCome);
  } finally {
    await test.stop();
  }
}

/** A function that never answers the same twice. */
function fickle(): Processor {
  let calls = 0;
  const dataOf =
    (made: readonly (readonly string[])[]): Processed['data'] =>
    (slice, record) => {
      const text = made[slice]?.[record];
      return text === undefined ? undefined : Buffer.from(text);
    };
  return {
    process: async (slices) => {
      calls += 1;
      const made = slices.map(({ records }) =>
        records.map(({ data }) => {
          const { k, n } = JSON.parse(Buffer.from(data, 'base64').toString()) as { k: string; n: number };
          return JSON.stringify({ k, n: n + 1_000 * calls });
        }),
      );
      return { kept: Buffer.from(JSON.stringify(made)), data: dataOf(made) };
    },
    recall: (kept) => ({ kept, data: dataOf(JSON.parse(Buffer.from(kept).toString()) as string[][]) }),
  };
}

const both = `${minutes}
CREATE OR REPLACE STREAM COPIES (k VARCHAR(8), n INTEGER);
CREATE OR REPLACE PUMP q AS INSERT INTO COPIES SELECT STREAM k, n FROM "IN_001";`;

const put =
  (k: string, ...numbers: number[]): Action =>
  async (test) => {
    for (const n of numbers) await test.streams.putRecord('in', JSON.stringify({ k, n }), k);
  };
const pass =
  (ms: number): Action =>
  (test) =>
    test.clock.advance(ms);

const actions: readonly Action[] = [
  put('a', 1, 2),
  put('b', 3),
  pass(15_000),
  put('c', 4),
  put('a', 5, 6),
  pass(60_000),
  put('a', 7),
  async (test) => {
    test.denied.set('PutRecords', { kind: 'role' });
    await put('b', 8)(test);
  },
  put('c', 9),
  (test) => test.update(() => ({ description: 'other' })),
  put('c', 10),
  async (test) => {
    await test.streams.run(splitShard, {
      StreamName: 'in',
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: String(2n ** 126n),
    });
    await put('d', 11)(test);
  },
  async (test) => {
    test.denied.clear();
    await pass(20_000)(test);
  },
  put('d', 12, 13),
  pass(60_000),
  (test) => test.update(() => ({ description: 'third' })),
  put('a', 14),
  put('b', 15),
  put('c', 16),
];

/** Sums of the remainders by key and minute. */
const sums = [
  'a,14,2023-11-14 22:13:00.000',
  'a,14,2023-11-14 22:15:00.000',
  'a,7,2023-11-14 22:14:00.000',
  'b,15,2023-11-14 22:15:00.000',
  'b,3,2023-11-14 22:13:00.000',
  'b,8,2023-11-14 22:14:00.000',
  'c,16,2023-11-14 22:15:00.000',
  'c,19,2023-11-14 22:14:00.000',
  'c,4,2023-11-14 22:13:00.000',
  'd,36,2023-11-14 22:14:00.000',
];

/** That every record was given out once, in the order of its key, and that the sums are those of what was given out. */
async function checkRows(test: TestRunning, of: string): Promise<void> {
  const copied = (await test.rows('copies')).map((row) => ({ k: row.slice(0, 1), n: Number(row.slice(2)) }));
  for (const key of 'abcd') {
    const own = copied.flatMap(({ k, n }) => (k === key ? [n % 1_000] : []));
    assert.deepEqual(
      own,
      own.toSorted((a, b) => a - b),
      of,
    );
  }
  assert.deepEqual(
    copied.map(({ n }) => n % 1_000).toSorted((a, b) => a - b),
    Array.from({ length: 16 }, (_, index) => index + 1),
    of,
  );
  const rows = await test.rows();
  assert.deepEqual(
    rows.map((row) => row.replace(/,\d+(?=\d{3},)/, ',').replace(/,0+(?=\d)/, ',')).toSorted(),
    sums,
    of,
  );
  const total = rows.reduce((sum, row) => sum + Number(row.split(',')[1]), 0);
  assert.equal(
    total,
    copied.reduce((sum, { n }) => sum + n, 0),
    of,
  );
}

describe('an application whose process dies', () => {
  it('loses nothing and gives nothing twice, whichever write it dies at', async () => {
    for (let at = 0, died = true; died; at++)
      for (const isAfter of [false, true]) {
        const of = `death ${isAfter ? 'after' : 'before'} write ${at}`;
        died = await live(actions, [new Death(at, isAfter)], (test) => checkRows(test, of));
        assert.ok(died || at > 35, `${at} writes`);
      }
  });

  it('nor when a write fails, whether it was done or not', async () => {
    for (let at = 0, failed = true; failed; at++) {
      const isAfter = at % 3 !== 0;
      const of = `failure ${isAfter ? 'after' : 'before'} write ${at}`;
      failed = await live(actions, [new Death(at, isAfter, true)], (test) => checkRows(test, of));
    }
  });

  it('nor when it dies once more, while it goes on or later', async () => {
    const random = seededRandom(11);
    const below = (count: number): number => (random.bytes(1)[0] ?? 0) % count;
    for (let round = 0; round < 20; round++) {
      const deaths = [below(50), below(12), below(12)].map((at) => [at, below(2) === 0] as const);
      const dying = deaths.map(([at, isAfter]) => new Death(at, isAfter));
      await live(actions, dying, (test) => checkRows(test, JSON.stringify(deaths)));
    }
  });
});
