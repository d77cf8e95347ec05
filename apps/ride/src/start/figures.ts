/** Where a figure comes from: a statistic of a CloudWatch metric. */
export interface Source {
  readonly id: FigureId;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: 'Sum' | 'Maximum';
}

export type FigureId =
  | 'records'
  | 'rows'
  | 'items'
  | 'functionErrors'
  | 'functionThrottles'
  | 'tableThrottles'
  | 'triggerAge';

/** What the figures are of. */
export interface Subjects {
  readonly stream: string;
  readonly summaryStream: string;
  readonly table: string;
  readonly functionName: string;
}

/** A value of a minute; `at` is its beginning, in milliseconds since 1970. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Totals since this start, and what is newest. */
export interface Figures {
  readonly records: number;
  readonly rows: number;
  readonly items: number;
  readonly functionErrors: number;
  /** Of the function and of the table. */
  readonly throttled: number;
  /** The rows that came in the newest minute that had some, and that minute; undefined before the first. */
  readonly latestRows: Point | undefined;
  /** How old the newest batch's records were when the function got them, in milliseconds; undefined before the first. */
  readonly triggerAge: number | undefined;
}

const MINUTE = 60_000;

/** A write of a summary is one write unit: a summary has some 150 bytes of the 1,024 that a unit has. */
export function sources({ stream, summaryStream, table, functionName }: Subjects): Source[] {
  const ofFunction = { namespace: 'AWS/Lambda', dimensions: { FunctionName: functionName } };
  const ofTable = { namespace: 'AWS/DynamoDB', dimensions: { TableName: table } };
  const incoming = (id: FigureId, name: string): Source => ({
    id,
    namespace: 'AWS/Kinesis',
    metric: 'IncomingRecords',
    dimensions: { StreamName: name },
    stat: 'Sum',
  });
  return [
    incoming('records', stream),
    incoming('rows', summaryStream),
    { id: 'items', ...ofTable, metric: 'ConsumedWriteCapacityUnits', stat: 'Sum' },
    { id: 'functionErrors', ...ofFunction, metric: 'Errors', stat: 'Sum' },
    { id: 'functionThrottles', ...ofFunction, metric: 'Throttles', stat: 'Sum' },
    { id: 'tableThrottles', ...ofTable, metric: 'WriteThrottleEvents', stat: 'Sum' },
    { id: 'triggerAge', ...ofFunction, metric: 'IteratorAge', stat: 'Maximum' },
  ];
}

/**
 * Adds up a metric's minutes. Minutes that are long over are added once and not asked for again; those that may still
 * grow are taken anew each time. What the first answer has was there before, and does not count.
 */
export class Totals {
  #from: number;
  #isFirst = true;
  readonly #settled = new Map<FigureId, number>();
  readonly #open = new Map<FigureId, number>();
  #latestRows: Point | undefined;
  #triggerAge: Point | undefined;

  /** @param now milliseconds since 1970, as all times here */
  constructor(now: number) {
    this.#from = minuteOf(now);
  }

  /** The beginning of the first minute to ask for. */
  get from(): number {
    return this.#from;
  }

  /** Takes the minutes from `from` on, as they were answered at `now`. */
  take(answer: ReadonlyMap<FigureId, readonly Point[]>, now: number): void {
    const settledBefore = minuteOf(now) - MINUTE;
    for (const [id, points] of answer) {
      const sum = (some: readonly Point[]): number => some.reduce((total, { value }) => total + value, 0);
      if (this.#isFirst) this.#settled.set(id, -sum(points));
      const settled = points.filter(({ at }) => at < settledBefore);
      this.#settled.set(id, (this.#settled.get(id) ?? 0) + sum(settled));
      this.#open.set(id, sum(points) - sum(settled));
    }
    if (!this.#isFirst) {
      this.#latestRows = newest(answer.get('rows'), this.#latestRows);
      this.#triggerAge = newest(answer.get('triggerAge'), this.#triggerAge, () => true);
    }
    this.#isFirst = false;
    this.#from = Math.max(this.#from, settledBefore);
  }

  get figures(): Figures {
    const total = (id: FigureId): number =>
      Math.max(0, Math.round((this.#settled.get(id) ?? 0) + (this.#open.get(id) ?? 0)));
    return {
      records: total('records'),
      rows: total('rows'),
      items: total('items'),
      functionErrors: total('functionErrors'),
      throttled: total('functionThrottles') + total('tableThrottles'),
      latestRows: this.#latestRows,
      triggerAge: this.#triggerAge?.value,
    };
  }
}

function newest(
  points: readonly Point[] = [],
  before: Point | undefined,
  counts: (point: Point) => boolean = ({ value }) => value > 0,
): Point | undefined {
  return points
    .filter(counts)
    .reduce((best, point) => (best !== undefined && point.at < best.at ? best : point), before);
}

/** The beginning of a time's minute. */
export const minuteOf = (time: number): number => Math.floor(time / MINUTE) * MINUTE;
/** The beginning of the minute after a time. */
export const minuteAfter = (time: number): number => minuteOf(time) + MINUTE;
