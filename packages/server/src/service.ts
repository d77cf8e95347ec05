import type { Protocol } from '@paddock/wire';
import type { BoundOperation } from './operation.js';

/** A service as the pipeline sees it. */
export interface Service {
  /** As health and docs name it: `kinesis`. */
  readonly name: string;
  /** The service in the scope of a signature. */
  readonly signingName: string;
  /** What stands before the operation in X-Amz-Target: `Kinesis_20131202`. */
  readonly targetPrefix: string;
  /** By content type, without parameters. */
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  /** Called once per request, after it was answered. */
  readonly observe?: (outcome: Outcome) => void;
  start(): Promise<void>;
  /** Ends answers that would go on for minutes, before the server waits for those under way. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface Outcome {
  readonly service: string;
  readonly operation: string;
  readonly requestId: string;
  readonly region: string;
  readonly principal: string | undefined;
  readonly status: number;
  readonly errorCode: string | undefined;
  /** ms since the epoch. */
  readonly at: number;
  /** From the whole request's arrival until its answer is written or, for an event stream, begins. ms. */
  readonly latency: number;
}
