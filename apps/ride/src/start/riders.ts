import { BatchSender } from '../batch-sender.js';
import { classify, errorLine } from '../errors.js';
import { Fleet } from '../fleet.js';
import { putRecords, shardSource } from '../kinesis-port.js';
import { StreamReader } from '../stream-reader.js';
import { Meter } from './meter.js';
import type { Place } from '../errors.js';
import type { ShardProgress } from '../stream-reader.js';
import type { Time } from '../time.js';
import type { KinesisClient } from '@aws-sdk/client-kinesis';

const NAMES = ['Shadowfax', 'Bucephalus', 'Rocinante'];
/** Pause before the riders try again after something that trying again at once does not mend. */
const PAUSE = 2_000;
/** How long the end waits for readings that are on their way. */
const FAREWELL = 1_000;

/**
 * The small fleet of npm start and the reader that watches the stream. Whatever participants do to the stream, delete
 * it, split it, throttle it, they carry on as soon as they can.
 */
export class Riders {
  readonly meter = new Meter();
  /** Attempts that were throttled, denied or failed and are repeated. */
  readonly trouble = { throttled: 0, denied: 0, errors: 0 };
  /** What keeps the riders from riding, in one line; undefined while they ride. */
  obstacle: string | undefined;
  readonly #client: KinesisClient;
  readonly #place: Place;
  readonly #time: Time;
  #reader: StreamReader | undefined;

  constructor(client: KinesisClient, place: Place, time: Time) {
    this.#client = client;
    this.#place = place;
    this.#time = time;
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#again(signal, () => this.#ride(signal)), this.#again(signal, () => this.#watch(signal))]);
  }

  get shards(): { id: string; millisBehindLatest: number }[] {
    const progress: ReadonlyMap<string, ShardProgress> = this.#reader?.progress ?? new Map<string, ShardProgress>();
    return [...progress].map(([id, { millisBehindLatest }]) => ({ id, millisBehindLatest }));
  }

  async #ride(signal: AbortSignal): Promise<void> {
    const { stream } = this.#place;
    const sender = new BatchSender({
      put: async (records) => {
        const codes = await putRecords(this.#client, stream, records);
        for (const code of codes) if (code !== undefined) this.#complain(code);
        this.obstacle = undefined;
        return codes;
      },
      time: this.#time,
      random: Math.random,
    });
    const fleet = new Fleet({ names: NAMES, rate: 1, sender, time: this.#time, random: Math.random });
    await fleet.run(signal);
    await Promise.race([sender.drain(), this.#time.sleep(FAREWELL)]);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    this.#reader = new StreamReader({
      source: shardSource(this.#client, this.#place.stream),
      time: this.#time,
      random: Math.random,
      deliver: (records) => this.meter.count(records),
      onTrouble: (error) => this.#complain(error),
    });
    await this.#reader.run(signal);
  }

  async #again(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        this.#complain(error);
        this.obstacle =
          classify(error) === 'missing-stream'
            ? `the stream ${this.#place.stream} is not there: npx paddock ride deploy makes it again`
            : errorLine(error, this.#place);
        await this.#time.sleep(PAUSE, signal);
      }
    }
  }

  #complain(error: unknown): void {
    const trouble = classify(error);
    this.trouble[trouble === 'throttled' || trouble === 'denied' ? trouble : 'errors'] += 1;
  }
}
