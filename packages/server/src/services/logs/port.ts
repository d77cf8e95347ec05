import { RegistryConflictError, TablesFencedError } from '@paddock/store';
import type { LogsContext } from './context.js';
import type { GroupName } from './domain/arn.js';
import { newGroup } from './domain/new-group.js';
import { isExists, isNotFound } from './errors.js';
import { EVENT_OVERHEAD, type NewEvent } from './events/block.js';
import { eventBytes } from './events/writer.js';
import type { GroupView } from './group-view.js';
import { largestBatch, mostEvents } from './limits.js';

/** Where another service writes. */
export interface LogPlace {
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly stream: string;
}

/** Longer messages of other services are cut into several events of so many bytes. */
const LONGEST_MESSAGE = 262_144 - EVENT_OVERHEAD;

/** What other services may ask of Logs. They have asked the policies before. */
export class LogsPort {
  readonly #context: LogsContext;

  constructor(context: LogsContext) {
    this.#context = context;
  }

  /** Whether there is that group. */
  async hasGroup({ account, region, group }: Omit<LogPlace, 'stream'>): Promise<boolean> {
    return (await this.#context.store.group({ account, region, name: group })) !== undefined;
  }

  /** Whether there is that stream, in a group that is there. */
  async hasStream({ account, region, group, stream }: LogPlace): Promise<boolean> {
    const view = await this.#context.store.group({ account, region, name: group });
    return view !== undefined && (await this.#context.streams.get(view.group, stream)) !== undefined;
  }

  /** Makes a group unless there is one. @returns whether it was not there */
  async createGroup(named: GroupName): Promise<boolean> {
    const { groups, clock, ids } = this.#context;
    try {
      await groups.create(newGroup(named, ids.hex(16), clock.now()));
      return true;
    } catch (error) {
      if (isExists(error)) return false;
      throw error;
    }
  }

  /** Makes a stream, and its group, unless they are there. */
  async createStream({ account, region, group, stream }: LogPlace): Promise<void> {
    const named = { account, region, name: group };
    await this.#again(async () => {
      await this.#ensureStream(await this.#ensureGroup(named), stream);
    });
  }

  /**
   * Writes events durably, in the order of their times, whatever their age and number; makes the stream, and the group, where they are missing.
   * Messages over 256 KB become several events; empty ones are left out.
   */
  async write(place: LogPlace, events: readonly NewEvent[]): Promise<void> {
    const named = { account: place.account, region: place.region, name: place.group };
    for (const batch of batchesOf(events)) {
      await this.#again(async () => {
        const view = await this.#ensureGroup(named);
        try {
          await this.#context.ingestion.write(view, place.stream, batch);
        } catch (error) {
          if (!isNotFound(error)) throw error;
          await this.#ensureStream(await this.#ensureGroup(named), place.stream);
          throw error;
        }
      });
    }
  }

  async #ensureGroup(named: GroupName): Promise<GroupView> {
    const { store, groups } = this.#context;
    const known = store.peekGroup(named) ?? (await store.group(named));
    if (known !== undefined) return known;
    await this.createGroup(named);
    return groups.find(named);
  }

  async #ensureStream(view: GroupView, stream: string): Promise<void> {
    try {
      await this.#context.ingestion.createStream(view, stream);
    } catch (error) {
      if (!isExists(error)) throw error;
    }
  }

  /** Once more when the stream or the group was missing, or went in between. */
  async #again(run: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await run();
        return;
      } catch (error) {
        if (tries === MOST_TRIES || !isPassing(error)) throw error;
      }
    }
  }
}

const MOST_TRIES = 5;
const isPassing = (error: unknown): boolean =>
  isNotFound(error) || error instanceof TablesFencedError || error instanceof RegistryConflictError;

/** Batches that PutLogEvents would take, but for their age and span. */
function batchesOf(events: readonly NewEvent[]): NewEvent[][] {
  const whole = events.flatMap(cut).sort((a, b) => a.timestamp - b.timestamp);
  const batches: NewEvent[][] = [];
  let batch: NewEvent[] = [];
  let bytes = 0;
  for (const event of whole) {
    const size = eventBytes(event);
    if (batch.length === mostEvents || bytes + size > largestBatch) {
      batches.push(batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function cut({ timestamp: at, message }: NewEvent): NewEvent[] {
  const timestamp = Math.max(0, Math.floor(at));
  if (message === '') return [];
  // Three bytes for a UTF-16 unit at most.
  if (message.length * 3 <= LONGEST_MESSAGE || Buffer.byteLength(message) <= LONGEST_MESSAGE)
    return [{ timestamp, message }];
  const bytes = Buffer.from(message);
  const pieces: NewEvent[] = [];
  for (let from = 0; from < bytes.length;) {
    let to = Math.min(from + LONGEST_MESSAGE, bytes.length);
    // Not within a character.
    while (to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    pieces.push({ timestamp, message: bytes.toString('utf8', from, to) });
    from = to;
  }
  return pieces;
}
