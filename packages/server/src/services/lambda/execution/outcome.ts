import type { Timer } from '../../../runtime/clock.js';
import type { AnswerTaker } from './answer-taker.js';
import type { EnvironmentLog } from './environment-log.js';
import type { Failure } from './failures.js';
import * as platform from './platform-log.js';
import type { EnvironmentSpec, Invocation, Outcome } from './types.js';

/** An invocation that an environment is at. */
export interface Run {
  readonly invocation: Invocation;
  readonly answer: AnswerTaker;
  /** Monotonic ms. */
  readonly since: number;
  readonly initMs: number | undefined;
  readonly timers: Timer[];
  readonly done: (outcome: Outcome | undefined) => void;
}

export interface Ending {
  readonly failure: Failure | undefined;
  readonly durationMs: number;
  readonly peakBytes: number;
  readonly now: number;
  readonly logStream: string;
}

const MEGABYTE = 1024 * 1024;

/** Logs the end of an invocation, and tells the caller what came of it. */
export function conclude(
  spec: EnvironmentSpec,
  log: EnvironmentLog,
  { invocation, initMs, answer }: Run,
  { failure, durationMs, peakBytes, now, logStream }: Ending,
): Outcome {
  const { requestId, traceId } = invocation;
  const billedMs = Math.ceil(durationMs + (initMs ?? 0));
  const maxMemoryMb = Math.min(spec.memoryMb, Math.max(1, Math.ceil(peakBytes / MEGABYTE)));
  const status = failure?.status ?? 'success';
  const errorType = failure?.errorType;
  const told = { requestId, durationMs, billedMs, maxMemoryMb, initMs, status, errorType, traceId };
  const line = spec.logFormat === 'Text' ? failure?.line?.(requestId, now) : undefined;
  if (line !== undefined) log.text(line);
  log.platform(platform.runtimeDone(told), platform.report(spec, told));
  const document = failure?.document(requestId);
  const cut = document && answer.isUnderWay;
  return {
    payload: cut ? new Uint8Array() : (document ?? answer.finish()),
    contentType: document ? 'application/json' : answer.contentType,
    ...(failure ? { functionError: 'Unhandled' } : {}),
    ...(failure && cut
      ? { streamError: { errorCode: failure.errorType, errorDetails: Buffer.from(document).toString() } }
      : {}),
    timedOut: status === 'timeout',
    logTail: log.tail.bytes(),
    durationMs,
    billedMs,
    ...(initMs === undefined ? {} : { initMs }),
    maxMemoryMb,
    logStream,
  };
}
