import { metricsHref, withQuery } from '../../hrefs.js';
import type { Range } from './range.js';
import type { MetricQuery } from './use-metrics.js';

export type GraphView = 'line' | 'area' | 'bar' | 'number';

/** A line of the metrics explorer's graph. */
export interface GraphLine extends MetricQuery {
  readonly isRight?: boolean;
  /** `#1f77b4`; one of the palette when absent. */
  readonly color?: string;
}

/** A horizontal line: an annotation. */
export interface Threshold {
  readonly value: number;
  readonly label?: string;
}

/** What the metrics explorer draws. */
export interface GraphSource {
  readonly title?: string;
  readonly view: GraphView;
  /** s; what suits the range when absent. */
  readonly period?: number;
  readonly lines: readonly GraphLine[];
  readonly thresholds: readonly Threshold[];
}

/** The source is not one of a graph. */
export class GraphSourceError extends Error {
  override readonly name = 'GraphSourceError';
}

/** As CloudWatch writes a graph's source, in a dashboard's widgets too. */
export function writeSource({ title, view, period, lines, thresholds }: GraphSource): Record<string, unknown> {
  return {
    ...(title === undefined ? {} : { title }),
    metrics: lines.map(writeLine),
    view: view === 'number' ? 'singleValue' : view === 'bar' ? 'bar' : 'timeSeries',
    stacked: view === 'area',
    ...(period === undefined ? {} : { period }),
    ...(thresholds.length === 0 ? {} : { annotations: { horizontal: thresholds } }),
  };
}

function writeLine(line: GraphLine): unknown[] {
  const options = {
    ...(line.expression === undefined ? {} : { expression: line.expression }),
    id: line.id,
    ...(line.label === '' ? {} : { label: line.label }),
    ...(line.expression === undefined ? { stat: line.statistic ?? 'Sum' } : {}),
    ...(line.period === undefined ? {} : { period: line.period }),
    ...(line.isHidden === true ? { visible: false } : {}),
    ...(line.isRight === true ? { yAxis: 'right' } : {}),
    ...(line.color === undefined ? {} : { color: line.color }),
  };
  return line.expression === undefined
    ? [line.namespace ?? '', line.metric ?? '', ...Object.entries(line.dimensions ?? {}).flat(), options]
    : [options];
}

/** @throws GraphSourceError */
export function readSource(source: unknown): GraphSource {
  const given = fields(source, 'the source');
  const { metrics = [], stat, annotations } = given;
  if (!Array.isArray(metrics)) throw new GraphSourceError('metrics is not a list');
  const lines: GraphLine[] = [];
  for (const metric of metrics as unknown[])
    lines.push(readLine(metric, lines, typeof stat === 'string' ? stat : 'Average'));
  const twice = lines.find(({ id }, index) => lines.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new GraphSourceError(`two metrics have the id ${twice.id}`);
  const { horizontal = [] } = annotations === undefined ? {} : fields(annotations, 'annotations');
  if (!Array.isArray(horizontal)) throw new GraphSourceError('annotations.horizontal is not a list');
  const period = readPeriod(given['period']);
  return {
    ...(typeof given['title'] === 'string' ? { title: given['title'] } : {}),
    view: readView(given),
    ...(period === undefined ? {} : { period }),
    lines,
    thresholds: (horizontal as unknown[]).map(readThreshold),
  };
}

function readView({ view = 'timeSeries', stacked }: Record<string, unknown>): GraphView {
  if (view === 'singleValue') return 'number';
  if (view === 'bar') return 'bar';
  if (view !== 'timeSeries') throw new GraphSourceError('view is none of timeSeries, bar, singleValue');
  return stacked === true ? 'area' : 'line';
}

function readThreshold(value: unknown): Threshold {
  const { value: at, label } = fields(value, 'an annotation');
  if (typeof at !== 'number' || !Number.isFinite(at)) throw new GraphSourceError('an annotation has no value');
  return { value: at, ...(typeof label === 'string' ? { label } : {}) };
}

function readLine(metric: unknown, before: readonly GraphLine[], usual: string): GraphLine {
  if (!Array.isArray(metric)) throw new GraphSourceError('a metric is not a list');
  const words = (metric as unknown[]).filter((word) => typeof word === 'string');
  const last: unknown = metric.at(-1);
  const options = typeof last === 'object' && last !== null ? fields(last, 'a metric') : {};
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const period = readPeriod(options['period']);
  const expression = text('expression');
  const id = text('id') ?? freeId(before, expression === undefined ? 'm' : 'e');
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(id)) throw new GraphSourceError(`${id} is no id: it begins with a small letter`);
  const color = text('color');
  const rest = {
    id,
    label: text('label') ?? '',
    ...(period === undefined ? {} : { period }),
    ...(options['visible'] === false ? { isHidden: true } : {}),
    ...(options['yAxis'] === 'right' ? { isRight: true } : {}),
    ...(color !== undefined && /^#[0-9a-fA-F]{3,8}$/.test(color) ? { color } : {}),
  };
  if (expression !== undefined) return { ...rest, expression };
  const [namespace, name, ...dimensions] = words;
  if (namespace === undefined || name === undefined || dimensions.length % 2 !== 0)
    throw new GraphSourceError('a metric is [namespace, name, dimension, value, …, options]');
  return {
    ...rest,
    namespace,
    metric: name,
    dimensions: Object.fromEntries(
      dimensions.flatMap((key, index) => (index % 2 === 0 ? [[key, dimensions[index + 1] ?? '']] : [])),
    ),
    statistic: text('stat') ?? usual,
  };
}

function readPeriod(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new GraphSourceError('period is no whole number of seconds');
}

function fields(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new GraphSourceError(`${what} is no object`);
  return value as Record<string, unknown>;
}

/** `m3`, when there are `m1` and `m2`. */
export function freeId(lines: readonly { readonly id: string }[], letter: 'm' | 'e'): string {
  const taken = new Set(lines.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${letter}${number}`)) number++;
  return `${letter}${number}`;
}

/** Where the metrics explorer draws these lines. */
export function explorerHref(
  lines: readonly GraphLine[],
  { range, title, view = 'line' }: { readonly range?: Range; readonly title?: string; readonly view?: GraphView } = {},
): string {
  const source = writeSource({ view, lines, thresholds: [], ...(title === undefined ? {} : { title }) });
  return withQuery(metricsHref, { graph: JSON.stringify(source), range });
}

/** Those lines, and hidden what their expressions name. */
export function withReferences(queries: readonly MetricQuery[], ids: readonly string[]): readonly GraphLine[] {
  const needed = new Set(ids);
  // What comes in by one expression may be an expression itself.
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const { id, expression = '' } of queries)
      if (needed.has(id)) for (const [word] of expression.matchAll(/\b[a-z]\w*/g)) needed.add(word);
  }
  return queries
    .filter(({ id }) => needed.has(id))
    .map((query) => (ids.includes(query.id) ? query : { ...query, isHidden: true }));
}
