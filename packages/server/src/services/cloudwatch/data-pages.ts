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

interface Page {
  readonly results: readonly Infer<typeof MetricDataResult>[];
  readonly nextToken: string | undefined;
}

/**
 * As many points as one answer may have, series after series, from where the request's token says. A series that goes on is told as partial.
 */
export function pageOf(series: readonly TimeSeries[], request: DataRequest): Page {
  const { MaxDatapoints: most = MOST_DATAPOINTS, ScanBy: order } = request;
  let { skip } = placeOf(request);
  /** Whether what has no points is to be told: what stands before this page's first point was told with the page before. */
  let hasBegun = skip === 0;
  const next = skip + most;
  let room = most;
  const results: Infer<typeof MetricDataResult>[] = [];
  let isMore = false;
  for (const one of series) {
    const { timestamps, values } = one;
    const length = timestamps.length;
    if (room === 0 && length > 0) {
      isMore = true;
      break;
    }
    if (skip > 0 && skip >= length) {
      skip -= length;
      continue;
    }
    if (length === 0 && !hasBegun) continue;
    hasBegun = true;
    const taken = Math.min(room, length - skip);
    const isAscending = order === 'TimestampAscending';
    const slice = (all: readonly number[]): number[] =>
      isAscending ? all.slice(skip, skip + taken) : all.slice(length - skip - taken, length - skip).reverse();
    const isPartial = skip + taken < length;
    results.push({
      Id: one.id,
      Label: one.label,
      Timestamps: slice(timestamps),
      Values: slice(values),
      StatusCode: isPartial ? 'PartialData' : 'Complete',
      ...(one.messages === undefined
        ? {}
        : { Messages: one.messages.map(({ code, value }) => ({ Code: code, Value: value })) }),
    });
    room -= taken;
    skip = 0;
    isMore = isPartial;
    if (isPartial) break;
  }
  return { results, nextToken: isMore ? makeToken(request, next) : undefined };
}

function placeOf(request: DataRequest): { skip: number } {
  const { NextToken: token } = request;
  if (token === undefined) return { skip: 0 };
  const [hash, digits = ''] = Buffer.from(token, 'base64url').toString('latin1').split(':');
  if (hash !== hashOf(request) || !/^\d{1,12}$/.test(digits)) throw nextTokenInvalid();
  return { skip: Number(digits) };
}

const makeToken = (request: DataRequest, skip: number): string =>
  Buffer.from(`${hashOf(request)}:${skip}`).toString('base64url');

/** A token is of use to the request alone that it was given for. */
const hashOf = ({ MetricDataQueries, StartTime, EndTime, ScanBy }: DataRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([MetricDataQueries, StartTime, EndTime, ScanBy ?? '']))
    .digest('base64url')
    .slice(0, 16);
