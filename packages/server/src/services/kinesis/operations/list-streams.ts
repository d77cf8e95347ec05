import { boolean, integer, list, required, structure, timestamp } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { NextToken, StreamARN, StreamModeDetails, StreamName, StreamStatusShape } from '../shapes.js';

const defaultLimit = 100;

const StreamSummary = structure('StreamSummary', {
  StreamName: required(StreamName),
  StreamARN: required(StreamARN),
  StreamStatus: required(StreamStatusShape),
  StreamModeDetails,
  StreamCreationTimestamp: timestamp,
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export const listStreams = operation({
  name: 'ListStreams',
  input: structure('ListStreamsInput', {
    Limit: integer({ min: 1, max: 10_000 }),
    ExclusiveStartStreamName: StreamName,
    NextToken,
  }),
  output: structure('ListStreamsOutput', {
    StreamNames: required(list(StreamName)),
    HasMoreStreams: required(boolean),
    NextToken,
    StreamSummaries: list(StreamSummary),
  }),
  errors: ['LimitExceededException', 'ExpiredNextTokenException', 'InvalidArgumentException'],
  needs: onAnything('ListStreams'),
  async run(context, input, request) {
    const now = context.clock.now();
    const after =
      input.NextToken === undefined
        ? input.ExclusiveStartStreamName
        : context.tokens.open<{ after: string }>('ListStreams', input.NextToken, now).after;
    const limit = input.Limit ?? defaultLimit;
    const found = await context.store.streams(request.principal.account, request.region, {
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      StreamNames: page.map((stream) => stream.name),
      HasMoreStreams: more,
      ...(more ? { NextToken: context.tokens.seal('ListStreams', { after: last.name }, now) } : {}),
      StreamSummaries: page.map((stream) => ({
        StreamName: stream.name,
        StreamARN: streamArn(stream),
        StreamStatus: stream.status,
        StreamModeDetails: { StreamMode: stream.mode },
        StreamCreationTimestamp: stream.created,
      })),
    };
  },
});
