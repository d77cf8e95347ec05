import { integer, list, required, structure, timestamp } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { describeConsumer } from '../consumers.js';
import { operation } from '../context.js';
import { invalidArgument, invalidNextToken, streamNotFound } from '../errors.js';
import { Consumer, NextToken, StreamARN, StreamId } from '../shapes.js';

const mostConsumers = 100;

/** Where a listing goes on. */
interface Listing {
  readonly streamId: string;
  readonly after: string;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html */
export const listStreamConsumers = operation({
  name: 'ListStreamConsumers',
  input: structure('ListStreamConsumersInput', {
    MaxResults: integer({ min: 1, max: 10_000 }),
    NextToken,
    StreamARN: required(StreamARN),
    StreamId,
    StreamCreationTimestamp: timestamp,
  }),
  output: structure('ListStreamConsumersOutput', { Consumers: list(Consumer), NextToken }),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'LimitExceededException',
    'ExpiredNextTokenException',
    'ResourceInUseException',
  ],
  needs: onStream('ListStreamConsumers'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const { NextToken: token, StreamCreationTimestamp: created } = input;
    if (token !== undefined && created !== undefined) {
      throw invalidArgument('NextToken and StreamCreationTimestamp cannot be provided together.');
    }
    const now = context.clock.now();
    const listing = token === undefined ? undefined : context.tokens.open<Listing>('ListStreamConsumers', token, now);
    const { stream } = await findStream(context, named);
    if (listing !== undefined && listing.streamId !== stream.id) throw invalidNextToken();
    if (created !== undefined && Math.floor(created / 1000) !== Math.floor(stream.created / 1000))
      throw streamNotFound(named);
    const limit = Math.min(input.MaxResults ?? mostConsumers, mostConsumers);
    const found = await context.store.consumers(named, {
      limit: limit + 1,
      ...(listing ? { after: listing.after } : {}),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next: Listing | undefined =
      found.length > limit && last ? { streamId: stream.id, after: last.name } : undefined;
    return {
      Consumers: page.map(describeConsumer),
      ...(next ? { NextToken: context.tokens.seal('ListStreamConsumers', next, now) } : {}),
    };
  },
});
