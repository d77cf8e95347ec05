import type { FunctionName } from '../domain/lambda-function.js';

/** The function that a mapping invokes. */
export interface MappedFunction extends FunctionName {
  /** A version, an alias or `$LATEST`; undefined where the mapping names none. */
  readonly qualifier: string | undefined;
}

/** What came of an invocation that reached the function. */
export interface Invoked {
  readonly statusCode: number;
  /** `Handled` or `Unhandled` when it failed. */
  readonly functionError?: string | undefined;
  readonly payload: Uint8Array;
  /** `$LATEST` or a number. */
  readonly executedVersion: string;
}

/** Runs the functions that mappings name. */
export interface FunctionInvoker {
  /**
   * Invokes a function and waits for it.
   * @param payload JSON
   * @param requestId the function sees it as its request's; retries have the same
   * @throws AwsError where the function was not reached: TooManyRequestsException, ResourceNotFoundException and others
   */
  invoke(target: MappedFunction, payload: Uint8Array, requestId: string): Promise<Invoked>;

  /** ARN of the function's execution role; undefined while there is no such function. */
  role(target: MappedFunction): Promise<string | undefined>;

  /** Calls the listener, soon, after a function was made, changed or removed; undefined: any may have been. */
  watch(listener: (changed: FunctionName | undefined) => void): () => void;
}

/** Where records go that a mapping gives up: buckets, once there are some. */
export interface FailureBuckets {
  /**
   * @param roleArn in whose name it is written
   * @throws when it could not be written
   */
  put(bucket: string, key: string, body: Uint8Array, roleArn: string): Promise<void>;
  exists(bucket: string): Promise<boolean>;
}
