import type { ResolvedFunction } from '../addressing.js';
import type { EventInvokeConfig, FunctionName } from '../domain/lambda-function.js';

/** An asynchronous invocation that was accepted, as it is kept until it is through. */
export interface AsyncEvent extends FunctionName {
  /** As it was called: a version, an alias, `$LATEST`, or nothing. */
  readonly qualifier?: string;
  readonly requestId: string;
  readonly traceId: string;
  readonly clientContext?: string;
  /** When it was accepted, ms since the epoch. */
  readonly accepted: number;
  /** How often the function ran for it, and failed. */
  readonly attempts: number;
  /** How often it was put off because the function was at its limit, or the platform failed. */
  readonly delays: number;
  /** How often functions ran, by ARN, on the way to this event from destination to destination. */
  readonly lineage?: { readonly [functionArn: string]: number };
}

/** How an event that is not through goes on. */
export type Ending = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

/** What came of the last attempt. */
export interface Attempt {
  readonly executedVersion: string;
  readonly functionError: string | undefined;
  readonly payload: Uint8Array;
}

const defaultRetries = 2;
/** s */
const defaultEventAge = 21_600;
/** Waits before the first and the second retry, ms. */
const retryDelays = [60_000, 120_000];
const firstDelay = 1_000;
const longestDelay = 300_000;

/** How long to wait after so many failed attempts, ms. */
export const retryDelay = (attempts: number): number => retryDelays[attempts - 1] ?? 120_000;
/** How long to wait when it was put off so many times, ms. */
export const putOffDelay = (delays: number): number => Math.min(firstDelay * 2 ** (delays - 1), longestDelay);

/** How the function's events go, as they were called. */
export const configOf = ({ function: { eventInvoke }, qualifier = '$LATEST' }: ResolvedFunction) =>
  Object.hasOwn(eventInvoke, qualifier) ? eventInvoke[qualifier] : undefined;

export const retriesOf = (config: EventInvokeConfig | undefined): number =>
  config?.maximumRetryAttempts ?? defaultRetries;

/** When an event is too old, ms since the epoch. */
export const expiryOf = (event: AsyncEvent, target: ResolvedFunction): number =>
  event.accepted + (configOf(target)?.maximumEventAgeSeconds ?? defaultEventAge) * 1000;

/** As metrics' dimension `Resource` names it. */
export const resourceOf = ({ name, qualifier }: AsyncEvent): string =>
  qualifier === undefined ? name : `${name}:${qualifier}`;

/** What a destination is told: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function destinationRecord(
  event: AsyncEvent,
  functionArn: string,
  ending: Ending,
  {
    now,
    payload,
    attempt,
  }: { readonly now: number; readonly payload: Uint8Array; readonly attempt: Attempt | undefined },
): string {
  const context = {
    requestId: event.requestId,
    functionArn: `${functionArn}:${event.qualifier ?? '$LATEST'}`,
    condition: ending,
    approximateInvokeCount: event.attempts,
  };
  const parts = [
    '"version":"1.0"',
    `"timestamp":${JSON.stringify(new Date(now).toISOString())}`,
    `"requestContext":${JSON.stringify(context)}`,
    `"requestPayload":${text(payload)}`,
  ];
  if (attempt !== undefined) {
    const { executedVersion, functionError } = attempt;
    parts.push(`"responseContext":${JSON.stringify({ statusCode: 200, executedVersion, functionError })}`);
    parts.push(`"responsePayload":${text(attempt.payload)}`);
  }
  return `{${parts.join(',')}}`;
}

/** Payloads are JSON already. */
const text = (payload: Uint8Array): string =>
  payload.byteLength === 0 ? 'null' : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString();
