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
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import { minutes, testOutput, testRunning, type TestProcess, type TestRunning } from './testing.js';

/** Dies at a write: it is done or not, and then nothing is any more. */
class Death {
  isDead = false;
  writes = 0;
  readonly #at: number;
  readonly #isAfter: boolean;

  constructor(at: number, isAfter: boolean) {
    this.#at = at;
    this.#isAfter = isAfter;
  }

  async #write<T>(closed: () => Error, run: () => Promise<T>): Promise<T> {
    this.#check(closed);
    const dies = this.writes++ === this.#at;
    if (dies) this.isDead = true;
    if (dies && !this.#isAfter) throw closed();
    const result = await run();
    if (this.isDead) throw closed();
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

/** Lives through the actions in a process that dies at one write after another, until it does not die any more. @returns how many writes there are */
async function dieEverywhere(
  actions: readonly Action[],
  check: (test: TestRunning, of: string) => Promise<void>,
): Promise<number> {
  for (let at = 0; ; at++) {
    for (const isAfter of [false, true]) {
      const test = await testRunning({ shards: 2 });
      try {
        await test.running.stop();
        await test.streams.createStream('copies', 1);
        await test.create({ code: both, outputs: [testOutput('1.1'), testOutput('1.2', 'copies', 'COPIES')] });
        await test.start();
        const death = new Death(at, isAfter);
        let process: TestProcess = await test.process({
          tables: death.tables(test.tables),
          registry: death.registry(test.registry),
          log: death.log(test.streams.log),
        });
        let deaths = 0;
        for (const action of [...actions, ...Array.from({ length: 6 }, () => pass(60_000))]) {
          await action(test);
          await test.settle();
          if (!death.isDead || deaths > 0) continue;
          deaths = 1;
          await process.running.abandon();
          process = await test.process();
          await test.settle();
        }
        await check(test, `death ${isAfter ? 'after' : 'before'} write ${at}`);
        if (!death.isDead) return at;
      } finally {
        await test.stop();
      }
    }
  }
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

describe('an application whose process dies', () => {
  it('loses nothing and gives nothing twice, whichever write it dies at', async () => {
    const actions: Action[] = [
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
      aFewTurns,
    ];
    const writes = await dieEverywhere(actions, async (test, of) => {
      const rows = await test.rows('copies');
      for (const key of 'abcd') {
        const own = rows.filter((row) => row.startsWith(key)).map((row) => Number(row.slice(2)));
        assert.deepEqual(
          own,
          own.toSorted((a, b) => a - b),
          of,
        );
      }
      const numbers = rows.map((row) => Number(row.split(',')[1]));
      assert.deepEqual(
        numbers.toSorted((a, b) => a - b),
        Array.from({ length: 16 }, (_, index) => index + 1),
        of,
      );
      assert.deepEqual((await test.rows()).toSorted(), sums, of);
    });
    assert.ok(writes > 20, `${writes} writes`);
  });
});

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
