import { changeStream } from '../changes.js';
import type { KinesisContext } from '../context.js';
import { assess, type WriteRate } from '../domain/on-demand.js';
import { openShards, type Stream } from '../domain/stream.js';
import { isNotFound } from '../errors.js';

/** How long writes are counted before they are looked at, ms. */
const window = 60_000;
// Streams that were deleted stay counted until there are so many; then all begin a new minute.
const mostStreams = 10_000;

interface Count {
  bytes: number;
  records: number;
  /** ms since the epoch */
  ends: number;
}

/** Counts what is written to on-demand streams, and has each one assessed once a minute while there are writes. */
export class Demand {
  readonly #counts = new Map<string, Count>();
  readonly #meet: (stream: Stream, rate: WriteRate) => Promise<void>;
  readonly #report: (error: unknown) => void;

  /** @param report what becomes of an assessment's fault: nobody waits for one */
  constructor(meet: (stream: Stream, rate: WriteRate) => Promise<void>, report: (error: unknown) => void) {
    this.#meet = meet;
    this.#report = report;
  }

  /** To be called for what was written: costs a lookup. @param now ms since the epoch */
  note(stream: Stream, bytes: number, records: number, now: number): void {
    if (stream.mode !== 'ON_DEMAND') return;
    const count = this.#counts.get(stream.id);
    if (count !== undefined && now < count.ends && now >= count.ends - window) {
      count.bytes += bytes;
      count.records += records;
      return;
    }
    if (this.#counts.size >= mostStreams) this.#counts.clear();
    this.#counts.set(stream.id, { bytes, records, ends: now + window });
    // A clock that was set back makes a minute of unknown length: it does not count.
    if (count === undefined || now < count.ends) return;
    const seconds = window / 1000;
    const rate = { bytesPerSecond: count.bytes / seconds, recordsPerSecond: count.records / seconds };
    this.#meet(stream, rate).catch((error: unknown) => {
      if (!isNotFound(error)) this.#report(error);
    });
  }
}

/**
 * Scales an on-demand stream as a minute's writes ask for. Each process measures what it took in itself: the stream's document keeps the
 * highest rate that one of them saw.
 */
export async function meetDemand(
  context: KinesisContext,
  { account, region, name, id }: Stream,
  rate: WriteRate,
): Promise<void> {
  const now = context.clock.now();
  await changeStream(context, { account, region, name }, (stream) => {
    if (stream.id !== id || stream.mode !== 'ON_DEMAND' || stream.status !== 'ACTIVE') return stream;
    const { peak, target } = assess(stream, rate, now);
    if (target === undefined || target === openShards(stream).length)
      return peak === stream.peak ? stream : { ...stream, peak };
    return { ...stream, peak, status: 'UPDATING', pending: { kind: 'scale', target } };
  });
}
