import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { sdkSettings } from '../client.js';
import { Totals, sources } from './figures.js';
import { causeOf } from './function-log.js';
import type { Destination } from '../client.js';
import type { Time } from '../time.js';
import type { FigureId, Figures, Point, Source, Subjects } from './figures.js';
import type { GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';

/** Pause between two looks at the metrics. */
const EVERY = 2_500;
/** How long a function's error is shown after it was the newest. */
const CAUSE_MATTERS_FOR = 30_000;
/** The server's clock may be a little ahead. */
const AHEAD = 60_000;

/** The figures of the system, as CloudWatch has them. */
export class FigureWatch {
  figures: Figures;
  readonly #destination: Destination;
  readonly #subjects: Subjects;
  readonly #sources: readonly Source[];
  readonly #time: Time;
  readonly #totals: Totals;
  readonly #client: CloudWatchClient;
  #cause: { readonly text: string; readonly at: number } | undefined;

  constructor(destination: Destination, subjects: Subjects, time: Time) {
    this.#destination = destination;
    this.#subjects = subjects;
    this.#sources = sources(subjects);
    this.#time = time;
    this.#totals = new Totals(time.epoch());
    this.figures = this.#totals.figures;
    this.#client = new CloudWatchClient({ ...sdkSettings(destination), maxAttempts: 1 });
  }

  /** Why the function failed last, while it matters. */
  get cause(): string | undefined {
    return this.#cause !== undefined && this.#time.elapsed() - this.#cause.at < CAUSE_MATTERS_FOR
      ? this.#cause.text
      : undefined;
  }

  /** Looks again and again until the signal aborts. What fails is tried again: it never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#look(signal).catch(() => undefined); // the next look may succeed; what is shown stays until then
      await this.#time.sleep(EVERY, signal);
    }
    this.#client.destroy();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const now = this.#time.epoch();
    const before = this.figures.functionErrors;
    this.#totals.take(await this.#ask(now, signal), now);
    this.figures = this.#totals.figures;
    if (this.figures.functionErrors === before) return;
    const text = await causeOf(this.#destination, this.#subjects.functionName, now - AHEAD, signal);
    if (text !== undefined) this.#cause = { text, at: this.#time.elapsed() };
  }

  async #ask(now: number, signal: AbortSignal): Promise<Map<FigureId, Point[]>> {
    const found = new Map<FigureId, Point[]>(this.#sources.map(({ id }) => [id, []]));
    let token: string | undefined;
    do {
      const page: GetMetricDataCommandOutput = await this.#client.send(
        new GetMetricDataCommand({
          MetricDataQueries: this.#sources.map(({ id, namespace, metric, dimensions, stat }) => ({
            Id: id,
            MetricStat: {
              Metric: {
                Namespace: namespace,
                MetricName: metric,
                Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
              },
              Period: 60,
              Stat: stat,
            },
          })),
          StartTime: new Date(this.#totals.from),
          EndTime: new Date(now + AHEAD),
          ScanBy: 'TimestampAscending',
          ...(token !== undefined && { NextToken: token }),
        }),
        { abortSignal: signal },
      );
      for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
        const points = Timestamps.map((at, index) => ({ at: at.getTime(), value: Values[index] ?? 0 }));
        found.get(Id as FigureId)?.push(...points);
      }
      token = page.NextToken;
    } while (token !== undefined);
    return found;
  }
}
