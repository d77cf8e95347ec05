import type { GraphEdge } from './graph.js';
import type { EdgeMetric } from './metrics.js';

/** ms since the epoch, a minute's beginning; and its value. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How it goes on an edge, in the last whole minute. What CloudWatch has nothing of is absent. */
export interface Figures {
  /** Records, invocations or capacity units: what moves, a second. */
  readonly rate: number | undefined;
  readonly rateOf: 'records' | 'invocations' | 'units';
  /** A second. */
  readonly bytes: number | undefined;
  /** ms */
  readonly age: number | undefined;
  /** In the minute. */
  readonly errors: number;
  readonly throttles: number;
  /** What moves in each of the last 15 minutes, a second. */
  readonly history: readonly number[];
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  readonly kind: 'throttles' | 'errors' | 'age' | 'ageRises' | 'failing' | 'stopped' | 'disabled';
  /** How many, how long (ms), or the words of the service. */
  readonly value: number | string;
}

const minute = 60_000;
/** A function or an application that is this far behind is not keeping up. */
const tooOld = 60_000;

/** @param pointsOf a metric's points of the last 15 minutes; @param now ms since the epoch */
export function figuresOf(
  edge: Pick<GraphEdge, 'metrics' | 'fault'>,
  pointsOf: (metric: EdgeMetric) => readonly Point[],
  now: number,
): Figures {
  const by = (role: EdgeMetric['role']): readonly Point[] => {
    const metric = edge.metrics.find((one) => one.role === role);
    return metric === undefined ? [] : pointsOf(metric);
  };
  const rateOf = (['records', 'invocations', 'units'] as const).find((role) =>
    edge.metrics.some((metric) => metric.role === role),
  );
  const moving = rateOf === undefined ? [] : by(rateOf);
  const ages = by('age');
  const current = Math.floor(now / minute) * minute;
  const failed = by('success').filter(({ x, y }) => x >= current - minute && y < 1);
  const errors = recent(by('errors'), now) + (failed.length > 0 ? 1 : 0);
  const throttles = recent(by('throttles'), now);
  const age = lastOf(ages, now);
  const troubles: Trouble[] = [];
  if (edge.fault !== undefined) troubles.push({ kind: edge.fault.kind, value: edge.fault.text });
  if (errors > 0) troubles.push({ kind: 'errors', value: errors });
  if (throttles > 0) troubles.push({ kind: 'throttles', value: throttles });
  if (age !== undefined && age >= tooOld) troubles.push({ kind: rises(ages) ? 'ageRises' : 'age', value: age });
  return {
    rate: rateOf === undefined ? undefined : perSecond(moving, now),
    rateOf: rateOf ?? 'records',
    bytes: edge.metrics.some(({ role }) => role === 'bytes') ? perSecond(by('bytes'), now) : undefined,
    age,
    errors,
    throttles,
    history: historyOf(moving, now),
    troubles,
  };
}

/** Of the last whole minute; of the running one while there is nothing before it. */
export function perSecond(points: readonly Point[], now: number): number {
  const current = Math.floor(now / minute) * minute;
  const whole = points.find(({ x }) => x === current - minute);
  if (whole !== undefined) return whole.y / 60;
  const running = points.find(({ x }) => x === current);
  return running === undefined ? 0 : running.y / Math.max(1, (now - current) / 1000);
}

/** In the last whole minute and the running one: a fault is news at once. */
const recent = (points: readonly Point[], now: number): number =>
  points.filter(({ x }) => x >= Math.floor(now / minute) * minute - minute).reduce((total, { y }) => total + y, 0);

/** The newest, of the last three minutes. */
function lastOf(points: readonly Point[], now: number): number | undefined {
  const last = points.at(-1);
  return last === undefined || now - last.x > 3 * minute ? undefined : last.y;
}

/** Whether each of the last three is more than the one before. */
function rises(points: readonly Point[]): boolean {
  const [a, b, c] = points.slice(-3);
  return a !== undefined && b !== undefined && c !== undefined && a.y < b.y && b.y < c.y;
}

function historyOf(points: readonly Point[], now: number): readonly number[] {
  const current = Math.floor(now / minute) * minute;
  const known = new Map(points.map(({ x, y }) => [x, y / 60]));
  return Array.from({ length: 15 }, (_, index) => known.get(current - (15 - index) * minute) ?? 0);
}
