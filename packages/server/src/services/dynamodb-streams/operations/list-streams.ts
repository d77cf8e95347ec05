import { list, string, structure } from '@paddock/wire';
import { streamArn, type ChangeStream } from '../../dynamodb/port.js';
import { isOver, namedStream } from '../addressing.js';
import { operation } from '../context.js';
import { limitTooGreat } from '../errors.js';
import { PositiveIntegerObject, StreamArn, TableName } from '../shapes.js';

const mostStreams = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams = operation({
  name: 'ListStreams',
  input: structure('ListStreamsInput', {
    TableName,
    Limit: PositiveIntegerObject,
    ExclusiveStartStreamArn: StreamArn,
  }),
  output: structure('ListStreamsOutput', {
    Streams: list(structure('Stream', { StreamArn, TableName, StreamLabel: string() })),
    LastEvaluatedStreamArn: StreamArn,
  }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: () => ({ action: 'dynamodb:ListStreams', resources: ['*'] }),
  async run(context, input, request) {
    const { TableName: table, Limit: limit = mostStreams, ExclusiveStartStreamArn: start } = input;
    if (limit > mostStreams) throw limitTooGreat(limit, mostStreams);
    const after = start === undefined ? undefined : namedStream(start, request);
    const now = context.clock.now();
    const streams = await context.streams.streams(request.principal.account, request.region, {
      ...(table === undefined ? {} : { table }),
      ...(after === undefined ? {} : { after }),
    });
    const shown = streams.filter((stream) => !isOver(stream, now));
    const page = shown.slice(0, limit);
    const last = page.at(-1);
    return {
      Streams: page.map((stream) => ({
        StreamArn: arnOf(stream),
        TableName: stream.table,
        StreamLabel: stream.label,
      })),
      ...(last !== undefined && shown.length > limit ? { LastEvaluatedStreamArn: arnOf(last) } : {}),
    };
  },
});

const arnOf = (stream: ChangeStream): string => streamArn({ ...stream, name: stream.table }, stream.label);
