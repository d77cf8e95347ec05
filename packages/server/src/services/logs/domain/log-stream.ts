/** A log stream, with what writers keep of it. */
export interface LogStream {
  readonly name: string;
  /** 16 hexadecimal digits; names its index. */
  readonly id: string;
  /** ms since the epoch */
  readonly created: number;
  /** The next block's. */
  readonly sequence: number;
  /** The longest time between events of a block, ms. */
  readonly span: number;
  /** As AWS counts them. */
  readonly bytes: number;
  /** Of the earliest and latest event that ever came, and when the last came in, ms since the epoch; absent before the first. */
  readonly firstEvent?: number;
  readonly lastEvent?: number;
  readonly lastIngestion?: number;
}

export const newStream = (name: string, id: string, now: number): LogStream => ({
  name,
  id,
  created: now,
  sequence: 1,
  span: 0,
  bytes: 0,
});
