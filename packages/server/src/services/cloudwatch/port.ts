import type { Clock } from '../../runtime/clock.js';
import type { MetricArchive } from './archive/metric-archive.js';
import { sampleOfValue } from './archive/sample.js';
import type { MetricReader } from './metric-reader.js';

/** A value for a metric. */
export interface MetricDatum {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly value: number;
  /** As CloudWatch names it; `None` when absent. */
  readonly unit?: string;
  /** ms since the epoch; now when absent. What is older than 455 days is dropped. */
  readonly timestamp?: number;
}

/** Puts what another service makes of its own data: Logs' metric filters. No policy is asked. */
export interface MetricSink {
  /** Durable when it resolves. Data that is put together costs little more than one. */
  put(account: string, region: string, data: readonly MetricDatum[]): Promise<void>;
}

/** What other services may ask of CloudWatch. */
export class CloudWatchPort implements MetricSink {
  readonly reader: MetricReader;
  readonly #archive: MetricArchive;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(archive: MetricArchive, reader: MetricReader, clock: Pick<Clock, 'now'>) {
    this.#archive = archive;
    this.reader = reader;
    this.#clock = clock;
  }

  async put(account: string, region: string, data: readonly MetricDatum[]): Promise<void> {
    const now = this.#clock.now();
    const kept = data.flatMap((datum) => {
      const { namespace, metric, dimensions = {}, value, unit = 'None', timestamp: time = now } = datum;
      const isNumber = Number.isFinite(value);
      return isNumber ? [{ series: { namespace, metric, dimensions }, unit, time, sample: sampleOfValue(value) }] : [];
    });
    if (kept.length > 0) await this.#archive.add({ account, region }, kept);
  }
}
