/** A Kinesis stream that a table's changes go to, or went to. */
export interface KinesisDestination {
  readonly streamArn: string;
  readonly status: DestinationStatus;
  /** Why it could not be enabled. */
  readonly description?: string;
  /** Of the times in its records; milliseconds when absent, and then not told. */
  readonly precision?: Precision;
  /** While it is UPDATING: what the precision becomes. */
  readonly nextPrecision?: Precision;
  /** The feed that holds what has not arrived there yet. Another one each time that it is enabled. */
  readonly feed: string;
  /** When it got its status, ms since the epoch. */
  readonly since: number;
}

export type DestinationStatus = 'ENABLING' | 'ACTIVE' | 'UPDATING' | 'DISABLING' | 'DISABLED' | 'ENABLE_FAILED';
export type Precision = 'MILLISECOND' | 'MICROSECOND';

/** Whether it takes the only place that a table has for one. */
export const isLive = ({ status }: KinesisDestination): boolean => status !== 'DISABLED' && status !== 'ENABLE_FAILED';

/** Whether something of the table's changes may still have to go there. */
export const isFed = ({ status }: KinesisDestination): boolean =>
  status === 'ACTIVE' || status === 'UPDATING' || status === 'DISABLING';

/** Whether a due task is to end its state. */
export const isPassing = ({ status }: KinesisDestination): boolean =>
  status === 'ENABLING' || status === 'UPDATING' || status === 'DISABLING';
