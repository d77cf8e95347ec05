import { createHash } from 'node:crypto';
import type { Infer } from '@paddock/wire';
import { nextTokenInvalid, validationFailed } from './errors.js';
import type { MetricDataQuery, TimeSeries } from './query-types.js';
import type { MetricDataResult } from './shapes.js';

/** What GetMetricData is asked that has to do with its pages. */
export interface DataRequest {
  readonly MetricDataQueries: readonly MetricDataQuery[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: 'TimestampDescending' | 'TimestampAscending' | undefined;
  readonly MaxDatapoints?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly LabelOptions?: { readonly Timezone?: string | undefined } | undefined;
}

const MOST_DATAPOINTS = 100_800;

/** @throws AwsError ValidationError, InvalidNextToken */
export function checkWindow(request: DataRequest): void {
  const { StartTime: start, EndTime: end, MaxDatapoints: most, LabelOptions: options } = request;
  if (start === end) throw validationFailed('The parameter StartTime must not equal parameter EndTime.');
  if (start > end) throw validationFailed('The parameter EndTime must be greater than StartTime.');
  if (most !== undefined && (most < 1 || most > MOST_DATAPOINTS)) {
    throw validationFailed(`The value ${most} for parameter MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
  }
  if (options?.Timezone !== undefined && !/^[+-]\d{4}$/.test(options.Timezone)) {
    throw validationFailed(`The value ${options.Timezone} for parameter LabelOptions.Timezone is invalid.`);
  }
  placeOf(request);
}

/** How far pages have come: the query, which of its results, and how many of that one's points. */
interface Place {
  readonly query: number;
  readonly result: number;
  readonly point: number;
}

/**
 * As many points as one answer may have, query after query, from where the request's token says. A series that goes on in the next page is told as partial.
 */
export class DataPage {
  readonly results: Infer<typeof MetricDataResult>[] = [];
  readonly #request: DataRequest;
  readonly #start: Place;
  #room: number;
  #next: Place | undefined;

  constructor(request: DataRequest) {
    this.#request = request;
    this.#start = placeOf(request);
    this.#room = request.MaxDatapoints ?? MOST_DATAPOINTS;
  }

  /** The first query whose results belong to the page. */
  get firstQuery(): number {
    return this.#start.query;
  }

  /** Adds what a query gave: all of its results, as every page computes them anew. @returns whether there is room for another query's */
  add(query: number, series: readonly TimeSeries[]): boolean {
    const isFirst = query === this.#start.query;
    for (let result = isFirst ? this.#start.result : 0; result < series.length; result++) {
      const one = series[result];
      if (one === undefined) break;
      if (this.#room === 0) {
        this.#next = { query, result, point: 0 };
        return false;
      }
      const from = isFirst && result === this.#start.result ? this.#start.point : 0;
      const end = Math.min(one.timestamps.length, from + this.#room);
      this.#room -= Math.max(0, end - from);
      this.results.push(this.#view(one, from, end));
      if (end < one.timestamps.length) {
        this.#next = { query, result, point: end };
        return false;
      }
    }
    if (this.#room > 0) return true;
    const { MetricDataQueries: queries } = this.#request;
    const isMore = queries.slice(query + 1).some(({ ReturnData }) => ReturnData !== false);
    if (isMore) this.#next = { query: query + 1, result: 0, point: 0 };
    return false;
  }

  get nextToken(): string | undefined {
    if (this.#next === undefined) return undefined;
    const { query, result, point } = this.#next;
    return Buffer.from(`${hashOf(this.#request)}:${query}:${result}:${point}`).toString('base64url');
  }

  /** Points `from` to `end` in the order that was asked for: usually the newest first. */
  #view(series: TimeSeries, from: number, end: number): Infer<typeof MetricDataResult> {
    const { id, label, timestamps, values, messages } = series;
    const { length } = timestamps;
    const isAscending = this.#request.ScanBy === 'TimestampAscending';
    const slice = (all: readonly number[]): number[] =>
      isAscending ? all.slice(from, end) : all.slice(length - end, length - from).reverse();
    return {
      Id: id,
      Label: label,
      Timestamps: slice(timestamps),
      Values: slice(values),
      StatusCode: end < length ? 'PartialData' : 'Complete',
      ...(messages === undefined
        ? {}
        : { Messages: messages.map(({ code, value }) => ({ Code: code, Value: value })) }),
    };
  }
}

function placeOf(request: DataRequest): Place {
  const { NextToken: token } = request;
  if (token === undefined) return { query: 0, result: 0, point: 0 };
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const [, hash, query, result, point] = /^([\w-]{16}):(\d{1,9}):(\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
  if (hash !== hashOf(request)) throw nextTokenInvalid();
  return { query: Number(query), result: Number(result), point: Number(point) };
}

/** A token is of use to the request alone that it was given for. */
const hashOf = ({ MetricDataQueries, StartTime, EndTime, ScanBy }: DataRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([MetricDataQueries, StartTime, EndTime, ScanBy ?? '']))
    .digest('base64url')
    .slice(0, 16);
