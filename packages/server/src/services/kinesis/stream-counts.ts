import type { Registry, RegistryEntry } from '@paddock/store';
import { isOpen, type Stream, type StreamMode, type StreamStatus } from './domain/stream.js';

/** What quotas count of an account's streams in a region. */
export interface Counts {
  readonly openShards: number;
  /** Of them, those of provisioned streams. */
  readonly provisionedShards: number;
  readonly onDemandStreams: number;
  /** Streams that are CREATING or DELETING. */
  readonly passing: number;
}

interface Counted {
  readonly account: string;
  readonly region: string;
  readonly version: number;
  /** Undefined once the stream is gone. */
  readonly stream:
    | { readonly openShards: number; readonly mode: StreamMode; readonly status: StreamStatus }
    | undefined;
}

/**
 * Counts streams and shards without reading every stream for every request: a few numbers a stream are remembered, and kept true by the
 * registry's change feed.
 */
export class StreamCounts {
  readonly #registry: Registry;
  readonly #prefix: string;
  readonly #stop: () => void;
  #counted = new Map<string, Counted>();
  #loaded: Promise<void> | undefined;
  #isLoaded = false;

  /** @param prefix of the streams' keys: `…/<account>/<region>/<name>` */
  constructor(registry: Registry, prefix: string) {
    this.#registry = registry;
    this.#prefix = prefix;
    this.#stop = registry.watch(prefix, (event) => {
      if (event.reset === true) {
        this.#counted = new Map();
        this.#loaded = undefined;
        this.#isLoaded = false;
      } else {
        this.#note(event.key, event.version, event.value as Stream | undefined);
      }
    });
  }

  async of(account: string, region: string): Promise<Counts> {
    this.#loaded ??= this.#load();
    await this.#loaded;
    const counts = { openShards: 0, provisionedShards: 0, onDemandStreams: 0, passing: 0 };
    for (const { account: itsAccount, region: itsRegion, stream } of this.#counted.values()) {
      if (stream === undefined || itsAccount !== account || itsRegion !== region) continue;
      counts.openShards += stream.openShards;
      if (stream.mode === 'ON_DEMAND') counts.onDemandStreams += 1;
      else counts.provisionedShards += stream.openShards;
      if (stream.status === 'CREATING' || stream.status === 'DELETING') counts.passing += 1;
    }
    return counts;
  }

  close(): void {
    this.#stop();
  }

  async #load(): Promise<void> {
    const entries: RegistryEntry[] = await this.#registry.list(this.#prefix);
    for (const { key, version, value } of entries) this.#note(key, version, value as unknown as Stream);
    // While the list was read, a stream that was gone had to be remembered as gone.
    for (const [key, { stream }] of this.#counted) if (stream === undefined) this.#counted.delete(key);
    this.#isLoaded = true;
  }

  // A change may be told while the list is read: the later version stays.
  #note(key: string, version: number, stream: Stream | undefined): void {
    if ((this.#counted.get(key)?.version ?? 0) > version) return;
    if (stream === undefined && this.#isLoaded) {
      this.#counted.delete(key);
      return;
    }
    const [account = '', region = ''] = key.slice(this.#prefix.length).split('/');
    this.#counted.set(key, {
      account,
      region,
      version,
      stream: stream && { openShards: stream.shards.filter(isOpen).length, mode: stream.mode, status: stream.status },
    });
  }
}
