import { required, structure, validationError } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { changeActiveStream } from '../changes.js';
import { operation } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { openShards } from '../domain/stream.js';
import { limitExceeded } from '../errors.js';

import { NaturalInteger, StreamARN, StreamName, streamReference, WarmThroughput } from '../shapes.js';
import { splitShard } from './split-shard.js';

/** 10 GiB/s */
const mostMiBps = 10_240;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html */
export const updateStreamWarmThroughput = operation({
  name: 'UpdateStreamWarmThroughput',
  input: structure('UpdateStreamWarmThroughputInput', {
    ...streamReference,
    WarmThroughputMiBps: required(NaturalInteger),
  }),
  output: structure('UpdateStreamWarmThroughputOutput', { StreamARN, StreamName, WarmThroughput }),
  errors: splitShard.errors,
  needs: onStream('UpdateStreamWarmThroughput'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const target = input.WarmThroughputMiBps;
    await findActiveStream(context, named);
    if (target > mostMiBps) {
      throw limitExceeded(
        `WarmThroughputMiBps ${target} exceeds the limit of ${mostMiBps} for stream ${named.name} under account ${named.account}.`,
      );
    }
    const { before } = await changeActiveStream(context, named, (stream) => {
      if (stream.mode !== 'ON_DEMAND') {
        throw validationError(
          `Request is invalid. Stream ${named.name} under account ${named.account} is not in On-Demand mode.`,
        );
      }
      // A shard takes 1 MiB/s: the stream is scaled up to what it is to be warm for, never down.
      const warm = { ...stream, warmThroughputMiBps: target };
      return target > openShards(stream).length
        ? { ...warm, status: 'UPDATING', pending: { kind: 'scale', target } }
        : warm;
    });
    return {
      StreamARN: streamArn(named),
      StreamName: named.name,
      WarmThroughput: { TargetMiBps: target, CurrentMiBps: openShards(before).length },
    };
  },
});
