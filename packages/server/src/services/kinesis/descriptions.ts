import { streamArn } from './domain/arn.js';
import type { Stream } from './domain/stream.js';

/** What DescribeStream and DescribeStreamSummary both tell of a stream. */
export const describeStream = (stream: Stream) => ({
  StreamName: stream.name,
  StreamARN: streamArn(stream),
  StreamStatus: stream.status,
  StreamModeDetails: { StreamMode: stream.mode },
  RetentionPeriodHours: stream.retentionHours,
  StreamCreationTimestamp: stream.created,
  EnhancedMonitoring: [{ ShardLevelMetrics: stream.shardMetrics }],
  ...(stream.encryption
    ? { EncryptionType: 'KMS' as const, KeyId: stream.encryption.keyId }
    : { EncryptionType: 'NONE' as const }),
});
