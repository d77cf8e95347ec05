import { kinesisRecords } from '../../../kinesis-records.js';
import type { Clock } from '../../../runtime/clock.js';
import type { KinesisReader, ReadableShard, ReadableStream } from '../../kinesis/port.js';
import type { StartingPosition } from '../domain/application.js';
import type { TakenSlice } from '../running/stream-input.js';

/** How long records may keep everyone waiting, ms. */
const longestWait = 30_000;
/** So many are enough, or as many as come in so long after the first, ms. */
const enough = 10;
const patience = 2_000;
/** What a sample has at most. A record is taken whatever its size. */
const most = { records: 200, bytes: 1024 * 1024 };

/** Of a shard. */
interface Reading {
  readonly shard: ReadableShard;
  next: number;
  readonly slices: TakenSlice[];
}

/**
 * Takes records of a stream: the oldest that there are, at once, from TRIM_HORIZON; otherwise such as arrive from now on.
 * @returns no more than there are after 30 seconds
 */
export async function sampleStream(
  { reader, clock }: { readonly reader: KinesisReader; readonly clock: Clock },
  stream: ReadableStream,
  start: StartingPosition | undefined,
): Promise<readonly TakenSlice[]> {
  const from = start === 'TRIM_HORIZON' ? 'TRIM_HORIZON' : 'LATEST';
  const bell = new Bell();
  const ends = stream.shards.map((shard) => reader.watchRecords(stream, shard, () => bell.ring()));
  const timers = [clock.after(longestWait, () => bell.ring('over'))];
  try {
    const readings: Reading[] = [];
    for (const shard of stream.shards) {
      const next = await reader.position(stream, shard, from);
      if (next !== undefined) readings.push({ shard, next, slices: [] });
    }
    for (;;) {
      await readOn(reader, stream, readings);
      const count = countOf(readings);
      if (count >= enough || (count > 0 && from === 'TRIM_HORIZON') || bell.isOver)
        return readings.flatMap(({ slices }) => slices);
      if (count > 0 && timers.length === 1) timers.push(clock.after(patience, () => bell.ring('over')));
      await bell.rung();
    }
  } finally {
    for (const end of ends) end();
    for (const timer of timers) timer.cancel();
  }
}

/** Reads what there is, of all shards alike, as far as there is room for it. */
async function readOn(reader: KinesisReader, stream: ReadableStream, readings: readonly Reading[]): Promise<void> {
  const share = Math.max(1, Math.ceil(most.records / Math.max(1, readings.length)));
  let bytes = bytesOf(readings);
  for (const reading of readings) {
    const records = Math.min(share, most.records - countOf(readings));
    if (records <= 0 || bytes >= most.bytes) return;
    const { shard, next } = reading;
    const slice = await reader.read(stream, shard, next, { records, bytes: most.bytes - bytes });
    if (slice === undefined || slice.count === 0) continue;
    const taken = kinesisRecords(slice.chunks);
    reading.next = slice.next;
    reading.slices.push({
      shard: `${stream.id}/${shard.index}`,
      index: shard.index,
      shardId: shard.id,
      from: slice.first,
      to: slice.next,
      records: taken,
    });
    bytes = bytesOf(readings);
  }
}

const countOf = (readings: readonly Reading[]): number =>
  readings.reduce((sum, { slices }) => slices.reduce((own, { records }) => own + records.length, sum), 0);

const bytesOf = (readings: readonly Reading[]): number =>
  readings
    .flatMap(({ slices }) => slices)
    .flatMap(({ records }) => records)
    .reduce((sum, { data }) => sum + data.length, 0);

/** Wakes one who waits, also for what happened before. */
class Bell {
  #isRung = false;
  #isOver = false;
  #wake: (() => void) | undefined;

  get isOver(): boolean {
    return this.#isOver;
  }

  ring(over?: 'over'): void {
    this.#isRung = true;
    if (over !== undefined) this.#isOver = true;
    this.#wake?.();
  }

  async rung(): Promise<void> {
    if (!this.#isRung)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#isRung = false;
  }
}
