import type { Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import type { LogGroup } from './domain/log-group.js';
import { streamsCollection } from './events/collections.js';
import { decodeStream } from './events/streams.js';

/** Groups with more streams are counted now and then only. */
const FEW = 500;
/** How old such a count may become, ms. AWS's is hours old. */
const LIFETIME = 60_000;
const MOST_KNOWN = 1_000;

/** How many bytes groups hold: what their streams hold together, counted when somebody asks, so that writers to different streams share nothing. */
export class StoredBytes {
  readonly #tables: Tables;
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly bytes: number; readonly at: number }>();

  constructor(tables: Tables, clock: Clock) {
    this.#tables = tables;
    this.#clock = clock;
  }

  async of(group: LogGroup): Promise<number> {
    const known = this.#known.get(group.id);
    const now = this.#clock.now();
    if (known !== undefined && now - known.at < LIFETIME) return known.bytes;
    let [bytes, streams] = [0, 0];
    await this.#tables.scan(
      streamsCollection(group),
      {},
      {
        visit(_key, value) {
          streams += 1;
          bytes += decodeStream(value).bytes;
          return true;
        },
        restart() {
          [bytes, streams] = [0, 0];
        },
      },
    );
    this.#known.delete(group.id);
    if (streams > FEW) this.#known.set(group.id, { bytes, at: now });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_KNOWN) break;
      this.#known.delete(oldest);
    }
    return bytes;
  }
}
