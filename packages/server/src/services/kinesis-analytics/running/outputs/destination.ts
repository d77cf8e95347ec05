import type { Positions } from '../checkpoints.js';

/** A row on its way to a destination. */
export interface OutputRecord {
  readonly data: string;
  /** No other record of any application has it; the same when it is computed again. */
  readonly key: string;
}

/** Where an output's records go. */
export interface Destination {
  /**
   * Writes records in their order, as many as it takes now.
   * @returns how many, counted from the first, are there for good
   * @throws RefusedError
   */
  deliver(records: readonly OutputRecord[]): Promise<number>;
  /** Where what is written from now on will stand; undefined where that cannot be told. */
  ends(): Promise<Positions | undefined>;
  /** Keys of what was written from there on, by whomever. */
  keysSince(ends: Positions): Promise<ReadonlySet<string>>;
}
