import type { AwsError } from '@paddock/wire';
import type { IndexUnits } from './capacity.js';
import type { IndexView, TableView } from './table-view.js';

/** What tables and indexes may take, and took. */
export interface Throughput {
  /** Begins to admit the writes of one request: what it admits counts for those that come after. */
  admission(factor: number): Admission;
  /** @throws the throttling error when the table, or the index that is read, has nothing left */
  admitRead(view: TableView, index?: IndexView): void;
  /** The same error, not thrown. */
  refusalOfRead(view: TableView, index?: IndexView): AwsError | undefined;
  /** Counts what a write took. @param factor what the indexes' units count, as the table's already do */
  wrote(view: TableView, units: number, indexes: readonly IndexUnits[], factor: number): void;
  /** Counts what a read took, of the table and of the index that was read. */
  read(view: TableView, units: number, index?: IndexUnits): void;
  isThrottle(error: AwsError): boolean;
}

/** Lets the writes of one request through, one after the other. */
export interface Admission {
  /**
   * @param units that the write will take of the table
   * @throws the throttling error when the table, or one of the global indexes that the write touches, has nothing left
   */
  write(view: TableView, units: number, indexes: readonly IndexUnits[]): void;
}

/** As much as anybody asks for. */
export const unlimited: Throughput = {
  admission: () => ({ write: () => undefined }),
  admitRead: () => undefined,
  refusalOfRead: () => undefined,
  wrote: () => undefined,
  read: () => undefined,
  isThrottle: () => false,
};
