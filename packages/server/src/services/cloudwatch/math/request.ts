import type { ListedMetric, MetricReader } from '../metric-reader.js';
import { readMetric } from '../metric-series.js';
import type { MetricDataQuery, QueryWindow, TimeSeries } from '../query-types.js';
import { checkExpressions, type CheckedExpression } from './check.js';
import { evaluate, type Environment } from './evaluate.js';
import { ExpressionFault } from './faults.js';
import { gridOf } from './grid.js';
import { foundLabels } from './labels.js';
import { isFound } from './search-match.js';
import { searchesOf, type SearchCall } from './searches.js';
import { namesOf, type Node } from './syntax.js';
import { group, type Group, type Series, type Value } from './values.js';

/** How many metrics a search finds at most. */
const MOST_FOUND = 100;
/** How many points the expressions of a request may compute. Without a limit, a kilobyte could keep the server busy for minutes. */
const MOST_POINTS = 20_000_000;
/** What looking at a metric during a search counts for, in points. */
const LOOK = 10;

/** The queries of one request, what they gave so far, and what that took. */
export class Request {
  readonly reader: MetricReader;
  readonly window: QueryWindow;
  readonly #queries: ReadonlyMap<string, MetricDataQuery>;
  readonly #expressions: ReadonlyMap<string, CheckedExpression>;
  readonly #values = new Map<string, Value>();
  readonly #listed = new Map<string, readonly ListedMetric[]>();
  readonly #found = new Map<string, Group>();
  #spent = 0;

  constructor(queries: readonly MetricDataQuery[], reader: MetricReader, window: QueryWindow) {
    this.reader = reader;
    this.window = window;
    this.#queries = new Map(queries.map((query) => [query.Id, query]));
    this.#expressions = checkExpressions(queries);
  }

  /** What a query gives. @throws ExpressionFault when it takes too long */
  async results({ Id: id, Label: label }: MetricDataQuery): Promise<TimeSeries[]> {
    const value = await this.#valueOf(id);
    if (value.kind === 'scalar') return [];
    const isGroup = value.kind === 'group';
    return (isGroup ? value.series : [value]).map(({ times, values, period, label: own, metric }) => ({
      id,
      label: isGroup ? groupLabel(label, own) : label === undefined || isDynamic(label) ? id : label,
      timestamps: times,
      values,
      period,
      ...(metric === undefined ? {} : { metric }),
    }));
  }

  async #valueOf(id: string): Promise<Value> {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const expression = this.#expressions.get(id);
    const value = expression === undefined ? await this.#metric(id) : await this.#evaluate(id, expression.node);
    this.#values.set(id, value);
    return value;
  }

  async #evaluate(id: string, node: Node): Promise<Value> {
    const period = this.#periodOf(this.#queries.get(id));
    const names = namesOf(node);
    for (const name of names.ids) if (this.#queries.has(name)) await this.#valueOf(name);
    if (names.usesMetrics) for (const metric of this.#metrics('')) await this.#valueOf(metric);
    for (const search of searchesOf(node)) await this.#search(search, period);
    const environment: Environment = {
      period,
      grid: (seconds) => gridOf(this.window, seconds),
      valueOf: (name) => this.#known(name),
      metrics: (part) => group(this.#metrics(part).flatMap((name) => seriesOf(this.#known(name)))),
      found: (text, stat, seconds) => this.#found.get(searchKey(text, stat, seconds ?? period)) ?? group([]),
      spend: (points) => this.#spend(points),
    };
    return evaluate(node, environment);
  }

  #known(id: string): Value {
    const value = this.#values.get(id);
    if (value === undefined) throw new Error(`${id} was not read`);
    return value;
  }

  /** Ids of the queries that are metrics and contain the text. */
  #metrics(part: string): string[] {
    return [...this.#queries.values()]
      .filter(({ Id, MetricStat }) => MetricStat !== undefined && Id.includes(part))
      .map(({ Id }) => Id);
  }

  async #metric(id: string): Promise<Value> {
    const query = this.#queries.get(id);
    if (query?.MetricStat === undefined) throw new ExpressionFault(`Undefined variable '${id}'`);
    const { MetricStat: stat, Label: label, AccountId: account } = query;
    const isOwn = account === undefined || account === this.window.account;
    const window = isOwn ? this.window : { ...this.window, to: this.window.from };
    return seriesFrom(await readMetric(this.reader, { id, label, stat }, window));
  }

  async #search({ text, search, stat, period: own }: SearchCall, usual: number): Promise<void> {
    const period = own ?? usual;
    const key = searchKey(text, stat, period);
    if (this.#found.has(key)) return;
    const listed = await this.#list(search.schema?.namespace);
    this.#spend(listed.length * LOOK);
    const metrics = listed.filter((metric) => isFound(metric, search)).slice(0, MOST_FOUND);
    const labels = foundLabels(metrics);
    const series: Series[] = [];
    for (const [index, { namespace, metric, dimensions }] of metrics.entries()) {
      const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
      const asked = {
        id: key,
        label: labels[index],
        stat: { Metric: { Namespace: namespace, MetricName: metric, Dimensions }, Period: period, Stat: stat },
      };
      series.push(seriesFrom(await readMetric(this.reader, asked, this.window)));
    }
    const found = group(series);
    this.#spend(series.reduce((sum, { times }) => sum + times.length, 0));
    this.#found.set(key, found);
  }

  async #list(namespace: string | undefined): Promise<readonly ListedMetric[]> {
    const key = namespace ?? '';
    const known = this.#listed.get(key);
    if (known !== undefined) return known;
    const { account, region } = this.window;
    const listed = await this.reader.list({ account, region, namespace });
    this.#listed.set(key, listed);
    return listed;
  }

  /** Of series that an expression makes of numbers: its own, or the shortest among the request's metrics. */
  #periodOf(query: MetricDataQuery | undefined): number {
    if (query?.Period !== undefined) return query.Period;
    const periods = [...this.#queries.values()].flatMap(({ MetricStat: stat }) => (stat ? [stat.Period] : []));
    return periods.length === 0 ? 60 : Math.min(...periods);
  }

  #spend(points: number): void {
    this.#spent += points;
    if (this.#spent > MOST_POINTS) throw new ExpressionFault('The expression processes too many data points');
  }
}

const searchKey = (text: string, stat: string, period: number): string => JSON.stringify([text, stat, period]);

const seriesFrom = ({ timestamps, values, period, label, metric }: TimeSeries): Series => ({
  kind: 'series',
  times: timestamps,
  values,
  period,
  label,
  metric,
});

const seriesOf = (value: Value): readonly Series[] => (value.kind === 'series' ? [value] : []);

/** A label stands before those of the series that it is for, unless it is made for each by what is dynamic in it. */
function groupLabel(label: string | undefined, own: string): string {
  return label === undefined || isDynamic(label) ? own : `${label} ${own}`;
}

/** What is dynamic is put in when all is known of the series; here is what `${LABEL}` stands for. */
const isDynamic = (label: string): boolean => label.includes('${');
