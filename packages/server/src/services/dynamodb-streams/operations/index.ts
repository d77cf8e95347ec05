import type { AnyOperation } from '../../../operation.js';
import type { StreamsContext } from '../context.js';
import { describeStream } from './describe-stream.js';
import { getRecords } from './get-records.js';
import { getShardIterator } from './get-shard-iterator.js';
import { listStreams } from './list-streams.js';

/** Every operation of the service. */
export const operations: readonly AnyOperation<StreamsContext>[] = [
  describeStream,
  getRecords,
  getShardIterator,
  listStreams,
];
