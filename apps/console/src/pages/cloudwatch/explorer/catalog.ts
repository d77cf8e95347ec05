/** A metric as ListMetrics tells of it. */
export interface CatalogMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Metrics that stand together: those of a namespace, or of a namespace's set of dimensions. */
export interface Shelf {
  /** `AWS/Kinesis`; `StreamName, ShardId`, empty for metrics without dimensions. */
  readonly name: string;
  readonly count: number;
}

/** What a metric is called among others: `AWS/Kinesis IncomingRecords StreamName=a`. */
export const keyOf = ({ namespace, name, dimensions }: CatalogMetric): string =>
  [
    ...[namespace, name].map(plain),
    ...Object.entries(dimensions)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${plain(key)}=${plain(value)}`),
  ].join(' ');

const plain = (text: string): string => (/^[^\s="]+$/.test(text) ? text : JSON.stringify(text));

export const setOf = ({ dimensions }: CatalogMetric): string => Object.keys(dimensions).toSorted().join(', ');

export const namespacesOf = (metrics: readonly CatalogMetric[]): readonly Shelf[] =>
  shelves(metrics.map(({ namespace }) => namespace));

export const dimensionSetsOf = (metrics: readonly CatalogMetric[], namespace: string): readonly Shelf[] =>
  shelves(metrics.filter((metric) => metric.namespace === namespace).map(setOf));

function shelves(names: readonly string[]): readonly Shelf[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => a.name.localeCompare(b.name));
}

export interface CatalogPlace {
  readonly namespace?: string | undefined;
  /** Of dimensions. */
  readonly set?: string | undefined;
  /** Words that must all be in a metric's namespace, name, dimensions or their values. */
  readonly words?: string | undefined;
}

export function metricsAt(
  metrics: readonly CatalogMetric[],
  { namespace, set, words = '' }: CatalogPlace,
): readonly CatalogMetric[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return metrics.filter((metric) => {
    if (namespace !== undefined && metric.namespace !== namespace) return false;
    if (set !== undefined && setOf(metric) !== set) return false;
    if (wanted.length === 0) return true;
    const text = [metric.namespace, metric.name, ...Object.entries(metric.dimensions).flat()].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The statistic that a metric is usually looked at with. */
export function usualStatistic(name: string): string {
  if (/IteratorAge|MillisBehind/.test(name)) return 'Maximum';
  return /Latency|Duration|Utilization|Concurrent|Milliseconds/.test(name) ? 'Average' : 'Sum';
}

const statisticForm =
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|p(100|\d{1,2}(\.\d{1,10})?)|(tm|wm|tc|ts)(100|\d{1,2}(\.\d{1,10})?)|(TM|WM|PR|TC|TS)\([^()]*:[^()]*\))$/;

/** Whether CloudWatch knows a statistic of that form. */
export const isStatistic = (text: string): boolean => statisticForm.test(text);

export const statistics: readonly string[] = [
  'Average',
  'Sum',
  'Minimum',
  'Maximum',
  'SampleCount',
  'p50',
  'p90',
  'p95',
  'p99',
  'p99.9',
  'tm99',
  'IQM',
];

/** The expression that an error of GetMetricData is about: `Error in expression 'e1' [Invalid syntax]`. */
export const idInError = (message: string): string | undefined => /expression '([a-z]\w*)'/.exec(message)?.[1];
