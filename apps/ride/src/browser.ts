// What a page may use of the ride: nothing here, nor what it imports, needs Node.
export { classify, isTransient } from './errors.js';
export { shardSource } from './kinesis-port.js';
export { Lineage } from './lineage.js';
export { StreamReader } from './stream-reader.js';
export { backoff, realTime } from './time.js';
export type { Trouble } from './errors.js';
export type { From, Moment, Shard } from './lineage.js';
export type { Page, Position, ShardSource, StreamRecord } from './shard-source.js';
export type { ShardProgress, StreamReaderOptions } from './stream-reader.js';
export type { Time } from './time.js';
export type { Reading } from './unicorn.js';
