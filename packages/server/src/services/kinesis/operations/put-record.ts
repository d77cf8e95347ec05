import { boolean, enumeration, required, structure, type Infer } from '@paddock/wire';
import { namedStream, onStream } from '../addressing.js';
import { operation, type KinesisContext } from '../context.js';
import { parseSequenceNumber } from '../domain/sequence-number.js';
import { shardId } from '../domain/shard-id.js';
import { logShard } from '../domain/stream.js';
import { dryRun, invalidArgument, kmsErrorCodes, type Named, recordTooLarge, shardWriteThrottled } from '../errors.js';
import { append, findUsableStream, nextView, recordBytes, route } from '../routing.js';
import { Data, HashKey, PartitionKey, SequenceNumber, ShardId, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export const putRecord = operation({
  name: 'PutRecord',
  input: structure('PutRecordInput', {
    SequenceNumberForOrdering: SequenceNumber,
    PartitionKey: required(PartitionKey),
    ExplicitHashKey: HashKey,
    Data: required(Data),
    ...streamReference,
    DryRun: boolean,
  }),
  output: structure('PutRecordOutput', {
    ShardId: required(ShardId),
    SequenceNumber: required(SequenceNumber),
    EncryptionType: enumeration('NONE', 'KMS'),
  }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'ProvisionedThroughputExceededException',
    ...kmsErrorCodes,
    'AccessDeniedException',
    'DryRunOperationException',
    'InternalFailureException',
  ],
  needs: onStream('PutRecord'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    let view = context.store.peekStream(named);
    if (view?.stream.status !== 'ACTIVE') view = await findUsableStream(context, named);
    checkOrdering(context, named, input.SequenceNumberForOrdering);
    const metrics = context.metrics.stream(view.stream);
    const bytes = recordBytes(input);
    const limit = view.stream.maxRecordKiB * 1024;
    if (bytes > limit) throw recordTooLarge('data', input.Data.byteLength, limit);
    if (input.DryRun === true) {
      route(view, input);
      throw dryRun();
    }
    for (;;) {
      const shard = route(view, input);
      const now = context.clock.now();
      if (!context.throttles.write(logShard(view.stream, shard), bytes, now)) {
        metrics.writeThrottled.add(1);
        // Its average is the share of what succeeded.
        metrics.putRecordSuccess.add(0);
        metrics.shard('WriteProvisionedThroughputExceeded', shard.index)?.add(1);
        throw shardWriteThrottled(shardId(shard.index), named);
      }
      const sequenceNumbers = await append(context, view, shard, [input]);
      const sequenceNumber = sequenceNumbers?.[0];
      if (sequenceNumber === undefined) {
        view = await nextView(context, named, view);
        continue;
      }
      metrics.incomingBytes.add(bytes, 1, now);
      metrics.incomingRecords.add(1, 1, now);
      context.demand.note(view.stream, bytes, 1, now);
      metrics.putRecordBytes.add(bytes, 1, now);
      metrics.putRecordSuccess.add(1, 1, now);
      metrics.putRecordLatency.add(context.clock.monotonic() - request.started, 1, now);
      metrics.shard('IncomingBytes', shard.index)?.add(bytes);
      metrics.shard('IncomingRecords', shard.index)?.add(1);
      return {
        ShardId: shardId(shard.index),
        SequenceNumber: sequenceNumber,
        ...(view.stream.encryption ? { EncryptionType: 'KMS' as const } : {}),
      };
    }
  },
});

export type PutRecordInput = Infer<typeof putRecord.input>;

// Every new number is greater than all that the shard gave before, so a number to exceed only has to be one that could have been given.
function checkOrdering(context: KinesisContext, named: Named, after: string | undefined): void {
  if (after === undefined) return;
  const number = parseSequenceNumber(after);
  if (number === undefined || number.arrivedSecond * 1000 > context.clock.now()) {
    throw invalidArgument(
      `ExclusiveMinimumSequenceNumber ${after} used in PutRecord on stream ${named.name} under account ${named.account} is invalid.`,
    );
  }
}
