/** A tumbling window; ms since the epoch, the end not included. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** The window that a record belongs to by the time at which it arrived (Kinesis) or its item changed (DynamoDB). */
export function windowOf(time: number, lengthSeconds: number): Window {
  const length = lengthSeconds * 1000;
  const start = Math.floor(time / length) * length;
  return { start, end: start + length };
}

/** A window's state may be 1 MB of JSON; a larger one ends the window early. */
export const STATE_LIMIT = 1024 * 1024;

export const isStateTooLarge = (stateJson: string): boolean => Buffer.byteLength(stateJson) > STATE_LIMIT;

/** What a window begins with. */
export const EMPTY_STATE = '{}';

export interface WindowInvocation {
  readonly shardId: string;
  readonly eventSourceArn: string;
  readonly window: Window;
  /** JSON of what the function answered last in this window. */
  readonly state: string;
  readonly isFinal: boolean;
  readonly isTerminatedEarly: boolean;
}

/** The event of a mapping with a tumbling window. Its last invocation has no records. */
export const windowEventJson = (records: readonly string[], invocation: WindowInvocation): string =>
  `{"Records":[${records.join()}],${windowMembers(invocation)}}`;

/** Bytes of an event without its records, for the batch builder. */
export const windowFrame = (invocation: WindowInvocation): number => Buffer.byteLength(windowEventJson([], invocation));

function windowMembers({
  shardId,
  eventSourceArn,
  window,
  state,
  isFinal,
  isTerminatedEarly,
}: WindowInvocation): string {
  return (
    `"shardId":"${shardId}","eventSourceARN":"${eventSourceArn}","window":${windowJson(window)},"state":${state},` +
    `"isFinalInvokeForWindow":${isFinal},"isWindowTerminatedEarly":${isTerminatedEarly}`
  );
}

/** As events and reports of failures have it. */
export const windowJson = ({ start, end }: Window): string =>
  `{"start":"${wholeSeconds(start)}","end":"${wholeSeconds(end)}"}`;

/** ISO 8601 without a fraction. */
export const wholeSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * The state that a function answered, JSON, for its next invocation; undefined, which is a failure of the invocation, when its answer has none,
 * or one that is no object.
 */
export function readWindowState(response: string): string | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(response);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null || !('state' in answer)) return undefined;
  const { state } = answer;
  return typeof state === 'object' && state !== null && !Array.isArray(state) ? JSON.stringify(state) : undefined;
}
