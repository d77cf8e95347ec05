import type { MetricStore } from '../../metrics/metric-store.js';
import type { Application, Input, Output } from './domain/application.js';

const namespace = 'AWS/KinesisAnalytics';

/** Metrics of applications, with their units: https://docs.aws.amazon.com/kinesisanalytics/latest/dev/monitoring-metrics.html */
const units = {
  Bytes: 'Bytes',
  Records: 'Count',
  KPUs: 'Count',
  MillisBehindLatest: 'Milliseconds',
  Success: 'Count',
  'InputProcessing.Duration': 'Milliseconds',
  'InputProcessing.OkRecords': 'Count',
  'InputProcessing.OkBytes': 'Bytes',
  'InputProcessing.DroppedRecords': 'Count',
  'InputProcessing.ProcessingFailedRecords': 'Count',
  'InputProcessing.Success': 'Count',
  'LambdaDelivery.OkRecords': 'Count',
  'LambdaDelivery.DeliveryFailedRecords': 'Count',
  'LambdaDelivery.Duration': 'Milliseconds',
} as const;

type Metric = keyof typeof units;
type Dimensions = Readonly<Record<string, string>>;

/** What one invocation made of an input's records. */
export interface ProcessedCounts {
  readonly ok: number;
  readonly okBytes: number;
  readonly dropped: number;
  readonly failed: number;
  /** ms */
  readonly duration: number;
}

/** What one invocation answered to an output's records. */
export interface DeliveryCounts {
  readonly ok: number;
  readonly failed: number;
  /** ms */
  readonly duration: number;
}

/** Adds to the series of applications. */
export class AnalyticsMetrics {
  readonly #store: MetricStore;

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** @param behind how far it is behind the newest record, ms */
  read(application: Application, input: Input, records: number, bytes: number, behind: number): void {
    const own = inputDimensions(application, input);
    this.#add(application, own, { Records: records, Bytes: bytes, MillisBehindLatest: behind });
    // An application has one input: the figure is its own, too.
    this.#add(application, { Application: application.name }, { MillisBehindLatest: behind, KPUs: 1 });
  }

  delivered(application: Application, output: Output, records: number, bytes: number): void {
    this.#add(application, outputDimensions(application, output), { Records: records, Bytes: bytes, Success: 1 });
  }

  failed(application: Application, output: Output): void {
    this.#add(application, outputDimensions(application, output), { Success: 0 });
  }

  /** @param counts undefined when the invocation failed */
  processed(application: Application, input: Input, counts: ProcessedCounts | undefined): void {
    const own = inputDimensions(application, input);
    this.#add(application, own, { 'InputProcessing.Success': counts === undefined ? 0 : 1 });
    if (counts === undefined) return;
    this.#add(application, own, {
      'InputProcessing.Duration': counts.duration,
      'InputProcessing.OkRecords': counts.ok,
      'InputProcessing.OkBytes': counts.okBytes,
      'InputProcessing.DroppedRecords': counts.dropped,
      'InputProcessing.ProcessingFailedRecords': counts.failed,
    });
  }

  invoked(application: Application, output: Output, { ok, failed, duration }: DeliveryCounts): void {
    this.#add(application, outputDimensions(application, output), {
      'LambdaDelivery.Duration': duration,
      'LambdaDelivery.OkRecords': ok,
      'LambdaDelivery.DeliveryFailedRecords': failed,
    });
  }

  #add({ account, region }: Application, dimensions: Dimensions, values: { readonly [M in Metric]?: number }): void {
    for (const metric of Object.keys(values) as Metric[]) {
      const series = this.#store.series({ account, region, namespace, metric, unit: units[metric], dimensions });
      series.add(values[metric] ?? 0);
    }
  }
}

const inputDimensions = ({ name }: Application, { id }: Input): Dimensions => ({
  Application: name,
  Flow: 'Input',
  Id: id,
});
const outputDimensions = ({ name }: Application, { id }: Output): Dimensions => ({
  Application: name,
  Flow: 'Output',
  Id: id,
});
