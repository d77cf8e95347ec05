import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { backoff, classify, isTransient, realTime, shardSource, StreamReader } from '@paddock/ride/browser';
import type { From, Moment, Page, ShardSource, StreamRecord, Time } from '@paddock/ride/browser';
import type { Connection, Session, SessionEvents, Sighting, Source } from '../contracts.js';
import { GONE_AFTER } from '../model/fleet.js';
import { readSightings } from '../model/sighting.js';
import { FetchHandler } from './fetch-handler.js';
import { Guest, GuestError, isAborted } from './guest.js';
import { paced } from './paced.js';
import { browserStore } from './store.js';
import type { Store } from './store.js';
import { StreamClock } from './stream-clock.js';
import { connectionOf, POOL_ID } from './troubles.js';

/** What a session takes from its surroundings; those of the browser unless given. */
export interface SessionDeps {
  readonly fetch?: typeof fetch;
  readonly time?: Time;
  readonly random?: () => number;
  readonly store?: Store;
}

/** What came before the visit and is read first, in milliseconds: a picture at once, with trails. */
const FIRST_LOOK = 30_000;
/** Who is further behind than this (a laptop that slept) leaves the past out, as a map shows the present. */
const FAR_BEHIND = 120_000;
/** Pages of several shards that come within this time are one round. */
const ROUND = 100;
/** Throttling is shown until it has been over for so long. */
const THROTTLED_FOR = 3_000;
/** What needs somebody's hand is looked at again: soon once, as it may just have been done, then so often. */
const SOON = 1_000;
const SLOWLY = 10_000;
/** Refused credentials are renewed at once, unless that was just done, so many milliseconds ago. */
const JUST_RENEWED = 10_000;

/** Reads the stream of a source as a guest of its pool. It does nothing before `start`. */
export function createSession(source: Source, events: SessionEvents, deps: SessionDeps = {}): Session {
  return new LiveSession(source, events, deps);
}

class LiveSession implements Session {
  readonly #source: Source;
  readonly #events: SessionEvents;
  readonly #time: Time;
  readonly #random: () => number;
  readonly #http: FetchHandler;
  readonly #guest: Guest;
  readonly #kinesis: KinesisClient;
  readonly #shards: ShardSource;
  #connection: Connection = { kind: 'idle' };
  #isRunning = false;
  /** Ends the attempt that is under way, or the pause after it. */
  #attempt = new AbortController();
  #stop = new AbortController();
  #reader: StreamReader | undefined;
  #clock = new StreamClock(GONE_AFTER);
  /** The last record of each shard, so that going on repeats nothing. */
  readonly #lastRead = new Map<string, Stamp>();
  /** Failures since something was read. */
  #failures = 0;
  #firstFrom: From | undefined;
  #resumeFrom: Moment | undefined;
  #unreachableSince: number | undefined;
  #throttledAt = -Infinity;
  #keyRefusedAt = -Infinity;
  #skippedAt = -Infinity;
  #sightings: Sighting[] = [];
  #strange = 0;
  #isRoundDue = false;

  constructor(source: Source, events: SessionEvents, deps: SessionDeps) {
    const { fetch: fetcher = (...args) => fetch(...args), time = realTime, random = Math.random } = deps;
    this.#source = source;
    this.#events = events;
    this.#time = time;
    this.#random = random;
    this.#http = new FetchHandler(fetcher, time);
    const { region, endpoint, identityPoolId, streamName } = source;
    // The SDK does not retry: the reader does, and says so.
    const shared = { region, maxAttempts: 1, requestHandler: this.#http, ...(endpoint !== undefined && { endpoint }) };
    this.#guest = new Guest(new CognitoIdentityClient(shared), identityPoolId, time, deps.store ?? browserStore());
    this.#kinesis = new KinesisClient({
      ...shared,
      // Long past, so that the SDK asks each time: the guest knows when they are to be renewed, by a clock that is never set.
      credentials: async () => ({ ...(await this.#guest.credentials()), expiration: new Date(0) }),
    });
    this.#shards = shardSource(this.#kinesis, streamName);
  }

  get connection(): Connection {
    return this.#connection;
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  retry(): void {
    if (!this.#isRunning) return this.start();
    this.#failures = 0;
    if (this.#connection.kind !== 'reading') this.#tell({ kind: 'connecting', step: 'credentials' });
    this.#restart();
  }

  stop(): void {
    this.#isRunning = false;
    this.#stop.abort();
    this.#restart();
    this.#tell({ kind: 'idle' });
  }

  #restart(): void {
    this.#attempt.abort();
    this.#http.abort();
  }

  async #run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      this.#attempt = new AbortController();
      const { signal } = this.#attempt;
      try {
        await this.#read(signal);
      } catch (error) {
        // Dropped by a stop: what a start right after it has found under way is asked anew.
        if (signal.aborted || isAborted(error)) continue;
        this.#failures += 1;
        const pause = this.#fail(error);
        if (pause > 0) await this.#time.sleep(pause, signal);
      }
    }
  }

  /** Gets credentials and reads until something is in the way. */
  async #read(signal: AbortSignal): Promise<void> {
    const { identityPoolId: pool } = this.#source;
    if (!POOL_ID.test(pool)) throw new GuestError('This is no identity pool id.', { cause: malformed() });
    this.#connecting('credentials');
    await this.#guest.credentials();
    if (signal.aborted) return;
    // For a page whose clock is wrong: the service refuses what is signed minutes beside its time.
    this.#kinesis.config.systemClockOffset = this.#http.clockOffset;
    this.#connecting('shards');
    const reader = new StreamReader({
      source: paced(this.#shards, this.#time, signal),
      time: this.#time,
      random: this.#random,
      from: this.#from(),
      patience: Infinity,
      deliver: (records, shardId) => this.#deliver(records, shardId),
      onPage: (page, shardId) => this.#turn(page, shardId),
      onTrouble: (error) => this.#trouble(error),
    });
    this.#reader = reader;
    await reader.run(signal);
  }

  /** Where it left off; a newcomer, or who was away for long, sees the last half minute. */
  #from(): From | Moment {
    const resumeAt = this.#clock.resumeAt();
    const now = this.#clock.now(this.#time.elapsed());
    if (this.#resumeFrom !== undefined) return this.#resumeFrom;
    if (resumeAt === undefined || now === undefined) {
      return this.#firstFrom ?? { at: this.#time.epoch() + this.#http.clockOffset - FIRST_LOOK };
    }
    return { at: now - resumeAt > FAR_BEHIND ? now - FIRST_LOOK : resumeAt - SOON };
  }

  #deliver(records: readonly StreamRecord[], shardId: string): void {
    let last = this.#lastRead.get(shardId);
    for (const record of records) {
      if (last !== undefined && !isAfter(record, last)) continue;
      this.#strange += readSightings(record, this.#sightings);
      last = record;
    }
    if (last !== undefined) {
      this.#lastRead.set(shardId, { sequenceNumber: last.sequenceNumber, arrivedAt: last.arrivedAt });
    }
  }

  #turn(page: Page, shardId: string): void {
    const elapsed = this.#time.elapsed();
    this.#failures = 0;
    this.#unreachableSince = undefined;
    this.#clock.heard(shardId, page, elapsed);
    if (page.next === undefined) this.#clock.forget(shardId);
    if (elapsed - this.#throttledAt >= THROTTLED_FOR) this.#tellReading();
    if (!this.#isRoundDue) void this.#endRound(this.#stop.signal);
    const now = this.#clock.now(elapsed);
    if (page.millisBehindLatest <= FAR_BEHIND || now === undefined) this.#resumeFrom = undefined;
    else if (elapsed - this.#skippedAt > FAR_BEHIND) {
      this.#skippedAt = elapsed;
      this.#resumeFrom = { at: now - FIRST_LOOK };
      this.#restart();
    }
  }

  async #endRound(stop: AbortSignal): Promise<void> {
    this.#isRoundDue = true;
    await this.#time.sleep(ROUND, stop);
    this.#isRoundDue = false;
    const [sightings, strange] = [this.#sightings, this.#strange];
    this.#sightings = [];
    this.#strange = 0;
    if (stop.aborted) return;
    if (strange > 0) this.#events.onStrange(strange);
    const now = this.#clock.readUntil(this.#reader?.progress.keys() ?? [], this.#time.elapsed());
    // Before the first record nobody knows the stream's time, and there is nobody to judge.
    this.#events.onSightings(sightings, now ?? this.#time.epoch() + this.#http.clockOffset);
  }

  #tellReading(): void {
    const progress = [...(this.#reader?.progress.values() ?? [])];
    // Between a closed shard and its children there is none for a moment.
    if (progress.length === 0 && this.#connection.kind === 'reading') return;
    const behindMillis = progress.reduce((most, { millisBehindLatest }) => Math.max(most, millisBehindLatest), 0);
    this.#tell({ kind: 'reading', shards: progress.length, behindMillis });
  }

  /** A failed attempt that the reader repeats by itself. */
  #trouble(error: unknown): void {
    const trouble = classify(error);
    if (trouble === 'expired-iterator') return;
    if (trouble === 'throttled') this.#throttledAt = this.#time.elapsed();
    else this.#clock.lost();
    this.#tell(this.#connectionOf(error));
  }

  /** The reading ended. Answers how long to wait before it begins again, in milliseconds. */
  #fail(error: unknown): number {
    const trouble = classify(error);
    if (trouble === 'bad-key' || trouble === 'expired-credentials') {
      this.#guest.forget();
      const elapsed = this.#time.elapsed();
      const isFirst = elapsed - this.#keyRefusedAt > JUST_RENEWED;
      this.#keyRefusedAt = elapsed;
      if (isFirst) return 0;
    }
    // Some services refuse a moment that is still to come for them: their clock is behind, and the first look is left out.
    if (isInvalid(error) && this.#firstFrom === undefined && this.#clock.resumeAt() === undefined) {
      this.#firstFrom = 'LATEST';
      return 0;
    }
    const connection = this.#connectionOf(error);
    this.#tell(connection);
    if (trouble === 'unreachable' || trouble === 'server') this.#clock.lost();
    if (isTransient(trouble)) return backoff(this.#failures, this.#random);
    switch (connection.kind) {
      case 'connecting':
        return SOON;
      case 'missing-stream':
      case 'missing-pool':
        // What comes under this name is another stream, with records of its own.
        this.#forgetStream();
        break;
      default:
    }
    return this.#failures === 1 ? SOON : SLOWLY;
  }

  #forgetStream(): void {
    this.#clock = new StreamClock(GONE_AFTER);
    this.#lastRead.clear();
    this.#resumeFrom = undefined;
    this.#firstFrom = undefined;
  }

  #connectionOf(error: unknown): Connection {
    if (classify(error) === 'unreachable') this.#unreachableSince ??= this.#time.epoch();
    return connectionOf(error, this.#source, this.#unreachableSince ?? this.#time.epoch());
  }

  // Said to who waits for the first time; who was told what is in the way keeps reading that until it is otherwise.
  #connecting(step: 'credentials' | 'shards'): void {
    if (this.#failures === 0 && this.#connection.kind !== 'reading') this.#tell({ kind: 'connecting', step });
  }

  #tell(connection: Connection): void {
    if (JSON.stringify(connection) === JSON.stringify(this.#connection)) return;
    this.#connection = connection;
    this.#events.onConnection(connection);
  }
}

const malformed = (): Error => Object.assign(new Error('malformed'), { name: 'ValidationException' });

const isInvalid = (error: unknown): boolean =>
  error instanceof Error && /^(InvalidArgumentException|ValidationException)$/.test(error.name);

type Stamp = Pick<StreamRecord, 'sequenceNumber' | 'arrivedAt'>;

/** One that arrived later comes after, too: a stream that was made anew meanwhile begins with numbers of its own. */
const isAfter = (one: Stamp, other: Stamp): boolean =>
  one.arrivedAt > other.arrivedAt || isGreater(one.sequenceNumber, other.sequenceNumber);

/** Sequence numbers are decimal, without leading zeros. */
const isGreater = (one: string, other: string): boolean =>
  one.length === other.length ? one > other : one.length > other.length;
