import type { EnvironmentCounts, EnvironmentSpec, Invocation, Outcome } from './types.js';

/** The execution environments of all functions. */
export interface EnvironmentPool {
  /**
   * Runs an invocation in a warm environment of `spec.key`, or in a new one. Limits of concurrency are the caller's.
   * Rejects only when the environment cannot be made (no credentials, no disk), never for what the function does.
   * @throws EnvironmentsClosedError when the server stops before the function is through: nobody knows what it did
   */
  invoke(spec: EnvironmentSpec, invocation: Invocation): Promise<Outcome>;
  /** Keeps `count` environments of `spec.key` initialised, whatever the idle time; 0 lets them go. Resolves when they are there. */
  provision(spec: EnvironmentSpec, count: number): Promise<void>;
  /** Ends the environments of a key: idle ones at once, busy ones after their invocation. New ones may still be made. */
  retire(key: string): Promise<void>;
  /** @param key all of them without */
  counts(key?: string): EnvironmentCounts;
  /** SIGTERM, then SIGKILL; leaves no process and no directory behind. */
  stopAll(): Promise<void>;
}

/** The server is stopping. */
export class EnvironmentsClosedError extends Error {
  override readonly name = 'EnvironmentsClosedError';

  constructor() {
    super('the server is stopping');
  }
}
