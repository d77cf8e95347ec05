import type { MetricStore, Series } from './metric-store.js';
import type { Family, Sample } from './prometheus.js';

/**
 * The totals of all series for Prometheus: `AWS/Kinesis` `IncomingRecords` by `StreamName` is
 * `paddock_kinesis_incoming_records_total{account="…",region="…",stream="…"}`. What is counted becomes a counter; of durations and the
 * like a sum means nothing alone, so they become a summary without quantiles.
 */
export function seriesFamilies(store: MetricStore): Family[] {
  const families = new Map<string, Family & { readonly samples: Sample[] }>();
  for (const series of store.all()) {
    const { name, type } = describe(series);
    const { namespace, metric } = series.identity;
    const found = families.get(name) ?? { name, type, help: `CloudWatch: ${namespace} ${metric}.`, samples: [] };
    families.set(name, found);
    const labels = labelsOf(series);
    const { sum, count } = series.total;
    if (found.type === 'counter') found.samples.push({ labels, value: sum });
    else found.samples.push({ suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count });
  }
  return [...families.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describe({ identity: { namespace, metric }, unit }: Series): { name: string; type: 'counter' | 'summary' } {
  const name = `paddock_${snake(namespace.replace(/^AWS\//, ''))}_${snake(metric)}`;
  return SUMMABLE.has(unit) ? { name: `${name}_total`, type: 'counter' } : { name, type: 'summary' };
}

const SUMMABLE: ReadonlySet<string> = new Set(['Count', 'Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes']);

function labelsOf({ identity: { account, region, dimensions } }: Series): Record<string, string> {
  const labels: Record<string, string> = { account, region };
  for (const [dimension, value] of Object.entries(dimensions)) labels[snake(dimension).replace(/_name$/, '')] = value;
  return labels;
}

/** `PutRecord.Success` → `put_record_success` */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/_+/g, '_')
    .toLowerCase();
}
