import { TablesClosedError, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import { nextTurn } from '../../runtime/next-turn.js';
import { expiryHorizon } from './domain/log-group.js';
import { eventId, startOf } from './domain/position.js';
import { noFigures, pointerOf, type QueryFigures, type QueryRecord, type QueryState } from './domain/query-record.js';
import type { GroupName } from './domain/arn.js';
import { liveEvents } from './events/live.js';
import type { Streams } from './events/streams.js';
import { Budget, executeQuery, type LogEvent, type Query, type QueryRun, type ResultRow } from './insights/index.js';
import { QueryResults } from './query-results.js';
import type { LogsStore } from './store.js';

const kind = 'logs-query';
/** How long a query may run, and how long what it found is kept, ms. */
const LONGEST_RUN = 60 * 60_000;
const KEPT = 7 * 24 * 3_600_000;

interface Parts {
  readonly store: LogsStore;
  readonly tables: Tables;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A query that runs in this process. */
interface Running {
  readonly record: QueryRecord;
  readonly run: QueryRun;
  readonly abort: AbortController;
  finished: Promise<void>;
}

/** The queries of Logs Insights: they run in the process that was asked, and what they found is there for every one. */
export class Queries {
  readonly #parts: Parts;
  readonly #results: QueryResults;
  readonly #running = new Map<string, Running>();
  /** What those that run keep of the events, together. */
  readonly #memory = new Budget();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#results = new QueryResults(parts.tables);
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#forget(task));
  }

  /** How many run here for an account in a region. */
  countOf(account: string, region: string): number {
    return Array.from(this.#running.values()).filter(
      ({ record }) => record.account === account && record.region === region,
    ).length;
  }

  /** Begins a query; resolves once it is known of. */
  async start(record: QueryRecord, query: Query): Promise<void> {
    const { store, clock } = this.#parts;
    const { id, account, region, created, limit } = record;
    const payload = { id, account, region };
    const task: RegistryChange = dueTask({ at: created + KEPT, kind, id, payload });
    await store.commit([task]);
    await this.#results.put(record);
    const running: Running = {
      record,
      run: query.start({ now: clock.now(), limit, memory: this.#memory }),
      abort: new AbortController(),
      finished: Promise.resolve(),
    };
    this.#running.set(id, running);
    running.finished = this.#run(running);
  }

  /** The query as it stands. */
  async find(account: string, region: string, id: string): Promise<QueryRecord | undefined> {
    const record = await this.#results.get(account, region, id);
    return record && this.#asItStands(record);
  }

  /** The rows of a query, from one on. */
  async rows(record: QueryRecord, from: number, limit: number): Promise<ResultRow[]> {
    const running = this.#running.get(record.id);
    return running ? running.run.results().slice(from, from + limit) : this.#results.rows(record, from, limit);
  }

  /** Every query of the last week, the latest first. */
  async list(account: string, region: string): Promise<QueryRecord[]> {
    const records = await this.#results.list(account, region);
    return records.map((record) => this.#asItStands(record)).sort((a, b) => b.created - a.created);
  }

  /** Ends a query that runs. @returns whether it did */
  async cancel(record: QueryRecord): Promise<boolean> {
    const running = this.#running.get(record.id);
    if (running === undefined) {
      if (record.status !== 'Running') return false;
      // It runs in another process, which finds it cancelled when it comes to its end.
      return this.#results.end({ ...record, status: 'Cancelled', duration: this.#age(record) }, []);
    }
    running.abort.abort('Cancelled');
    await running.finished;
    return true;
  }

  /** Resolves when none runs. */
  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#running.values(), ({ finished }) => finished));
  }

  async stop(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort('Failed');
    await this.idle();
  }

  async #run(running: Running): Promise<void> {
    const { clock, logger } = this.#parts;
    const { record, run, abort } = running;
    const timer = clock.after(LONGEST_RUN, () => abort.abort('Timeout'));
    try {
      const status = await this.#search(running).catch((error: unknown): QueryState => {
        if (!(error instanceof Error && error.name === 'QueryTooLargeError'))
          logger.error('a query failed', { query: record.text, error });
        return 'Failed';
      });
      const rows = status === 'Failed' ? [] : run.results();
      const statistics = figuresOf(run);
      await this.#results.end({ ...record, status, statistics, duration: this.#age(record) }, rows);
    } catch (error) {
      if (!(error instanceof TablesClosedError)) logger.error('a query was not kept', { error });
    } finally {
      timer.cancel();
      run.close();
      this.#running.delete(record.id);
    }
  }

  async #search({ record, run, abort: { signal } }: Running): Promise<QueryState> {
    for (const named of record.groups) {
      if (run.isDone || signal.aborted) break;
      await executeQuery(run, this.#pages(named, record), signal);
    }
    return signal.aborted ? (signal.reason as QueryState) : 'Complete';
  }

  async *#pages(named: GroupName, { from, upTo }: QueryRecord): AsyncGenerator<LogEvent[], void> {
    const { store, clock } = this.#parts;
    const group = (await store.group(named))?.group;
    if (group === undefined) return;
    const start = startOf(Math.max(from, expiryHorizon(group, clock.now()), 0));
    for await (const events of liveEvents(this.#parts, { group }, start, upTo + 1)) {
      yield events.map((event) => ({
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        logStream: event.stream,
        logGroup: group.name,
        account: group.account,
        ptr: () => pointerOf(group, eventId(event)),
      }));
      await nextTurn();
    }
  }

  #asItStands(record: QueryRecord): QueryRecord {
    const running = this.#running.get(record.id);
    if (running) return { ...record, statistics: figuresOf(running.run) };
    // Whoever ran it is gone, or takes too long.
    if (record.status === 'Running' && this.#age(record) >= LONGEST_RUN) return { ...record, status: 'Timeout' };
    return record;
  }

  #age({ created }: QueryRecord): number {
    return Math.max(0, this.#parts.clock.now() - created);
  }

  async #forget(task: DueTask): Promise<void> {
    const { id, account, region } = task.payload as unknown as { id: string; account: string; region: string };
    await this.#results.forget(account, region, id);
    await this.#parts.store.commit([done(task)]);
  }
}

const figuresOf = ({ statistics }: QueryRun): QueryFigures => ({ ...noFigures, ...statistics });
