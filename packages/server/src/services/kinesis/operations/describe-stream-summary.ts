import { integer, required, structure, timestamp } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { describeStream } from '../descriptions.js';
import {
  EncryptionType,
  EnhancedMonitoringList,
  KeyId,
  MaxRecordSizeInKiB,
  RetentionPeriodHours,
  StreamARN,
  StreamId,
  StreamModeDetails,
  StreamName,
  streamReference,
  StreamStatusShape,
  WarmThroughput,
} from '../shapes.js';
import { describeStream as describeStreamOperation } from './describe-stream.js';

const count = integer({ min: 0, max: 1_000_000 });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
export const describeStreamSummary = operation({
  name: 'DescribeStreamSummary',
  input: structure('DescribeStreamSummaryInput', streamReference),
  output: structure('DescribeStreamSummaryOutput', {
    StreamDescriptionSummary: required(
      structure('StreamDescriptionSummary', {
        StreamName: required(StreamName),
        StreamARN: required(StreamARN),
        StreamId,
        StreamStatus: required(StreamStatusShape),
        StreamModeDetails,
        RetentionPeriodHours: required(RetentionPeriodHours),
        StreamCreationTimestamp: required(timestamp),
        EnhancedMonitoring: required(EnhancedMonitoringList),
        EncryptionType,
        KeyId,
        OpenShardCount: required(count),
        ConsumerCount: count,
        WarmThroughput,
        MaxRecordSizeInKiB,
      }),
    ),
  }),
  errors: describeStreamOperation.errors,
  needs: onStream('DescribeStreamSummary'),
  async run(context, input, request) {
    const view = await findStream(context, namedStream(input, request));
    const { stream } = view;
    const consumers = await context.store.consumers(stream);
    return {
      StreamDescriptionSummary: {
        ...describeStream(stream),
        OpenShardCount: stream.status === 'CREATING' ? 0 : view.openCount,
        ConsumerCount: consumers.length,
        ...(stream.warmThroughputMiBps === undefined
          ? {}
          : { WarmThroughput: { TargetMiBps: stream.warmThroughputMiBps, CurrentMiBps: view.openCount } }),
        MaxRecordSizeInKiB: stream.maxRecordKiB,
      },
    };
  },
});
