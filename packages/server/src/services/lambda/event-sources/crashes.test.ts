import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RegistryClosedError, TablesClosedError, type Registry, type Tables } from '@paddock/store';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { PortRecords, settled } from './testing-load.js';
import { dataOf, FunctionError, testEventSources, TestInvoker, type MappingInput, type TestEvent } from './testing.js';

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

  async write<T>(closed: () => Error, run: () => Promise<T>): Promise<T> {
    if (this.isDead) throw closed();
    const dies = this.writes++ === this.#at;
    if (dies) this.isDead = true;
    if (dies && !this.#isAfter) throw closed();
    const result = await run();
    if (dies) throw closed();
    return result;
  }

  tables(tables: Tables): Tables {
    const closed = () => new TablesClosedError('dead');
    const check = (): void => {
      if (this.isDead) throw closed();
    };
    return {
      read: async (places) => (check(), tables.read(places)),
      scan: async (collection, range, visitor) => (check(), tables.scan(collection, range, visitor)),
      transact: (places, decide, fences) => this.write(closed, () => tables.transact(places, decide, fences)),
      raiseFence: (name, revision) => this.write(closed, () => tables.raiseFence(name, revision)),
      clear: (collection, below) => this.write(closed, () => tables.clear(collection, below)),
      watch: (feed, listener) => tables.watch(feed, listener),
      close: async () => undefined,
    };
  }

  registry(registry: Registry): Registry {
    const closed = () => new RegistryClosedError();
    const check = (): void => {
      if (this.isDead) throw closed();
    };
    return {
      get: async (key) => (check(), registry.get(key)),
      list: async (prefix, options) => (check(), registry.list(prefix, options)),
      commit: (changes) => this.write(closed, () => registry.commit(changes)),
      watch: (prefix, listener) => registry.watch(prefix, listener),
      close: async () => undefined,
    };
  }
}

/** What a function was told and did, in its order: a batch by its records and whether it was done. */
type Step = { readonly batch: readonly string[]; readonly isDone: boolean };

/** Works through the same records, dying at one write after another, until it does not die any more. @returns how often it died */
async function dieEverywhere(
  records: readonly string[],
  input: Partial<MappingInput>,
  handler: (event: TestEvent, tries: number) => unknown,
  check: (steps: readonly Step[], deaths: number) => void,
): Promise<number> {
  for (let at = 0; ; at++) {
    for (const isAfter of [false, true]) {
      const test = await testEventSources();
      try {
        const steps: Step[] = [];
        const tries = new Map<string, number>();
        await new PortRecords(test).put(records);
        await test.map({ ...input, Enabled: false });
        const [mapping] = await test.sources.mappings.all();
        assert.ok(mapping);
        await test.sources.stop();
        const version = (await test.registry.list('lambda/mapping/'))[0]?.version ?? 0;
        const key = `lambda/mapping/${mapping.account}/${mapping.region}/${mapping.uuid}`;
        await test.registry.commit([
          {
            put: key,
            value: { ...mapping, enabled: true, state: 'Enabled', revision: 2 } as never,
            ifVersion: version,
          },
        ]);
        const death = new Death(at, isAfter);
        let deaths = 0;
        for (const fate of [death, new Death(Infinity, false)]) {
          const invoker = new TestInvoker();
          invoker.handler = async (event) => {
            const batch = dataOf(event);
            const name = batch.join();
            tries.set(name, (tries.get(name) ?? 0) + 1);
            try {
              await aFewTurns();
              const answer = await handler(event, tries.get(name) ?? 0);
              steps.push({ batch, isDone: true });
              return answer;
            } catch (error) {
              steps.push({ batch, isDone: false });
              throw error;
            }
          };
          const process = await test.process({
            tables: fate.tables(test.tables),
            registry: fate.registry(test.registry),
            invoker,
          });
          await settled(test, () => steps.length);
          if (fate === death && death.isDead) deaths += 1;
          process.sources.abandon();
          if (!death.isDead) break;
        }
        check(steps, deaths);
        if (!death.isDead) return at;
      } finally {
        await test.stop();
      }
    }
  }
}

const firstDone = (steps: readonly Step[]): string[] => [
  ...new Set(steps.flatMap(({ batch, isDone }) => (isDone ? batch : []))),
];
const repeated = (steps: readonly Step[]): number => {
  const all = steps.flatMap(({ batch, isDone }) => (isDone ? batch : []));
  return all.length - new Set(all).size;
};

describe('a process that dies', () => {
  const records = Array.from({ length: 12 }, (_, index) => `k${index % 3}:${index}`);

  it('skips nothing and repeats one batch at most, whichever write it dies at', async () => {
    const deaths = await dieEverywhere(
      records,
      { BatchSize: 3 },
      () => undefined,
      (steps) => {
        assert.deepEqual(firstDone(steps), records);
        assert.ok(repeated(steps) <= 3, `${repeated(steps)} repeated`);
      },
    );
    assert.ok(deaths >= 5, `${deaths} writes`);
  });

  it('nor with parallel batches: one of each lane', async () => {
    const ofKey = (key: string, all: readonly string[]) => all.filter((each) => each.startsWith(key));
    await dieEverywhere(
      records,
      { BatchSize: 2, ParallelizationFactor: 3 },
      () => undefined,
      (steps) => {
        for (const key of ['k0', 'k1', 'k2']) assert.deepEqual(ofKey(key, firstDone(steps)), ofKey(key, records));
        assert.ok(repeated(steps) <= 6, `${repeated(steps)} repeated`);
      },
    );
  });

  it('nor when batches fail and are halved', async () => {
    const poison = (event: TestEvent, tries: number): void => {
      if (dataOf(event).includes('k1:4') && (dataOf(event).length > 1 || tries < 2)) throw new FunctionError('no');
    };
    await dieEverywhere(records, { BatchSize: 6, BisectBatchOnFunctionError: true }, poison, (steps) => {
      assert.deepEqual(firstDone(steps), records);
      assert.ok(repeated(steps) <= 6, `${repeated(steps)} repeated`);
    });
  });

  it('nor does it lose the state of a window', async () => {
    const sums: number[] = [];
    const sum = (event: TestEvent): unknown => {
      const { n = 0 } = event['state'] as { n?: number };
      if (event['isFinalInvokeForWindow'] === true) sums.push(n);
      return { state: { n: n + event.Records.length } };
    };
    await dieEverywhere(records, { BatchSize: 5, TumblingWindowInSeconds: 60 }, sum, (steps, deaths) => {
      assert.deepEqual(firstDone(steps), records);
      // What was repeated was not counted: its state was not kept either.
      assert.ok(sums.length >= 1 && sums.length <= 1 + deaths, `${sums.length} last invocations`);
      assert.ok(sums.every((n) => n === records.length));
      sums.length = 0;
    });
  });
});
