import assert from 'node:assert/strict';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Unicorn, encodeReading, fleetNames, type Reading, type SummaryKind } from '@paddock/ride';
import { ChildServer } from '../harness/child-server.js';
import { createSdkOverHttp1 } from '../harness/clients.js';
import { Control } from '../harness/control.js';
import { createDynamoDb } from '../harness/dynamodb.js';
import { deployRide, minute, minuteEnd, type Arrived, type Summary } from '../harness/ride.js';
import { putAll } from '../harness/analytics.js';
import { listShards, readShard, textOf } from '../harness/streams.js';
import { eventually } from '../harness/wait.js';

export const [stream, summaryStream, table] = ['wildrydes', 'wildrydes-summary', 'UnicornSensorData'];

/**
 * The ride's system on a server in a process of its own, and a fleet that rides by its clock, which stands still. The server may be killed whenever somebody
 * likes: what then fails is done again on the next one, which has the same data and the same time.
 */
export class World {
  /** The server's time, ms since the epoch. */
  at = 0;
  /** What the stream has acknowledged, or has, for all that nobody said so. */
  readonly sent: Arrived[] = [];
  /** How often the server was killed. */
  deaths = 0;
  readonly #directory: string | undefined;
  #up: Up;
  #isClosed = false;

  private constructor(directory: string | undefined, up: Up) {
    this.#directory = directory;
    this.#up = up;
  }

  /** @param directory of the data; without it they are kept nowhere, and the server must live */
  static async begin(summary: SummaryKind, directory?: string): Promise<World> {
    const world = new World(directory, await start(directory));
    try {
      const { url } = world.#up.server;
      const made = await deployRide(url, summary);
      assert.deepEqual([made.stream, made.summaryStream, made.table], [stream, summaryStream, table]);
      // From the next minute on time stands still.
      const { control } = world.#up;
      await control.freeze((world.at = minuteEnd(await control.freeze())));
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  /** As a power cut would. */
  kill(): Promise<void> {
    return this.#up.server.kill();
  }

  /** Time goes on. */
  async pass(ms: number): Promise<void> {
    this.at += ms;
    await this.#survive(({ control }) => control.freeze(this.at));
  }

  /** Puts readings, each of them once. */
  async put(readings: readonly Reading[]): Promise<void> {
    let wanting = readings;
    await this.#survive(
      async ({ sdk }) => {
        if (wanting.length === 0) return;
        const { FailedRecordCount } = await sdk.putRecords({
          StreamName: stream,
          Records: wanting.map((reading) => ({ PartitionKey: reading.Name, Data: encodeReading(reading) })),
        });
        if (FailedRecordCount !== 0) throw new Error(`${FailedRecordCount} readings were not put`);
      },
      // Nobody knows whether what was not answered is there, but the stream.
      async () => {
        const there = new Set((await this.readings()).map(({ reading }) => keyOf(reading)));
        wanting = wanting.filter((reading) => !there.has(keyOf(reading)));
      },
    );
    this.sent.push(...readings.map((reading) => ({ at: this.at, reading })));
  }

  /** Puts what may be no readings. */
  async putTexts(texts: readonly string[]): Promise<void> {
    await this.#survive(({ sdk }) => putAll(sdk, stream, texts));
  }

  /** A fleet rides, a reading a unicorn a second. @param tick called before each second */
  async ride(count: number, minutes: number, random: () => number, tick?: (second: number) => void): Promise<void> {
    const unicorns = fleetNames(count).map((name) => new Unicorn(name, random));
    for (let second = 0; second < minutes * 60; second++) {
      tick?.(second);
      await this.put(unicorns.map((unicorn) => unicorn.step(this.at)));
      await this.pass(1000);
    }
  }

  /** What the stream has, and when it arrived. */
  readings(): Promise<Arrived[]> {
    return this.#survive(async ({ sdk }) => {
      const found: Arrived[] = [];
      for (const [index] of (await listShards(sdk, stream)).entries())
        for (const record of await readShard(sdk, stream, index))
          found.push({
            at: record.ApproximateArrivalTimestamp?.getTime() ?? 0,
            reading: JSON.parse(textOf(record)) as Reading,
          });
      return found;
    });
  }

  /** What the stream of summaries has. */
  rows(): Promise<Summary[]> {
    return this.#survive(async ({ sdk }) =>
      (await readShard(sdk, summaryStream)).map((record) => JSON.parse(textOf(record)) as Summary),
    );
  }

  /** What the table has. */
  items(): Promise<Summary[]> {
    return this.#survive(async ({ dynamo }) => {
      const { Items = [] } = await dynamo.scan({ TableName: table, ConsistentRead: true });
      return Items.map(
        (item) =>
          Object.fromEntries(
            Object.entries(item).map(([name, { S, N }]) => [name, S ?? Number(N)]),
          ) as unknown as Summary,
      );
    });
  }

  /**
   * Until the table has so many items, and longer; time goes on slowly, lest a function be over its own.
   * @param kills what the server must have been through by then
   */
  async settle(count: number, kills: readonly Promise<void>[] = []): Promise<Summary[]> {
    await eventually(
      `${count} items`,
      async () => {
        if ((await this.items()).length >= count) return true;
        await this.pass(100);
        return false;
      },
      30_000,
    );
    await Promise.all(kills);
    // Whatever else may come, comes now.
    for (let passed = 0; passed < 2; passed++) await this.pass(minute);
    return this.items();
  }

  /** The server kills itself once it has done something, before it says so. */
  async killAfter(service: string, operation: string, resource: string): Promise<void> {
    const rule = { service, operation, resource, kind: 'crash', when: 'after', times: 1 };
    await this.#up.control.addFault(rule).catch((error: unknown) => {
      // It may have been done already.
      if (!isLost(error)) throw error;
    });
  }

  /** What each role asked for and what became of it, as far as the server remembers: `dynamodb:BatchWriteItem 200`. */
  async askedByRole(): Promise<Map<string, Set<string>>> {
    const asked = new Map<string, Set<string>>();
    for (const { principal = '', service, operation, status } of await this.#up.control.requests(2000)) {
      const role = /:assumed-role\/([^/]+)\//.exec(principal)?.[1];
      if (role === undefined) continue;
      asked.set(role, (asked.get(role) ?? new Set()).add(`${service}:${operation} ${status}`));
    }
    return asked;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#up.down();
  }

  /** Does something, on another server when this one dies of it. @param recover what comes first then */
  async #survive<T>(work: (up: Up) => Promise<T>, recover?: () => Promise<void>): Promise<T> {
    for (;;) {
      const up = this.#up;
      try {
        return await work(up);
      } catch (error) {
        if (this.#isClosed || this.#directory === undefined || !isLost(error)) throw error;
        if (up === this.#up) await this.#restart();
      }
      await recover?.();
    }
  }

  async #restart(): Promise<void> {
    this.deaths++;
    await this.#up.down();
    // With the machine's own clock, which is behind, it would find readings from its future before anybody could stop it.
    this.#up = await start(this.#directory, this.at);
    await this.#up.control.freeze(this.at);
  }
}

const keyOf = ({ Name, StatusTime }: Reading): string => `${Name} ${StatusTime}`;

/** Whether there was no answer. */
const isLost = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === 'fetch failed' || 'code' in error || error.name === 'TimeoutError') &&
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === undefined;

/** A server and its clients. */
interface Up {
  readonly server: ChildServer;
  readonly sdk: Kinesis;
  readonly dynamo: DynamoDB;
  readonly control: Control;
  down(): Promise<void>;
}

/** @param at what its machine's clock stands at; it goes on where this is absent */
async function start(directory: string | undefined, at?: number): Promise<Up> {
  const flags = [
    ...(directory === undefined ? ['--ephemeral'] : ['--data-dir', directory]),
    '--limits',
    'off',
    '--test-controls',
  ];
  const server = await (at === undefined ? ChildServer.start(...flags) : ChildServer.startAt(at, ...flags));
  const sdk = createSdkOverHttp1(server.url);
  const dynamo = createDynamoDb(server.url);
  return {
    server,
    sdk,
    dynamo,
    control: new Control(server.url),
    async down() {
      await server.kill();
      sdk.destroy();
      dynamo.destroy();
    },
  };
}
