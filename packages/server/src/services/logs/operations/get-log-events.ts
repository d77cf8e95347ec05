import { boolean, list, required, structure } from '@paddock/wire';
import { namedGroup, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { expiryHorizon } from '../domain/log-group.js';
import { streamNotFound } from '../errors.js';
import { firstPage, tokenPage } from '../events/pages.js';
import { EventMessage, EventsLimit, groupReference, LogStreamName, NextToken, Timestamp } from '../shapes.js';

const mostEvents = 10_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents = operation({
  name: 'GetLogEvents',
  input: structure('GetLogEventsRequest', {
    ...groupReference,
    logStreamName: required(LogStreamName),
    startTime: Timestamp,
    endTime: Timestamp,
    nextToken: NextToken,
    limit: EventsLimit,
    startFromHead: boolean,
    unmask: boolean,
  }),
  output: structure('GetLogEventsResponse', {
    events: list(
      structure('OutputLogEvent', { timestamp: Timestamp, message: EventMessage, ingestionTime: Timestamp }),
    ),
    nextForwardToken: NextToken,
    nextBackwardToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onStream('GetLogEvents'),
  async run({ groups, streams, tables, clock }, input, request) {
    const { group } = await groups.find(namedGroup(input, request));
    const stream = await streams.get(group, input.logStreamName);
    if (stream === undefined) throw streamNotFound();
    const wanted = {
      from: Math.max(input.startTime ?? 0, expiryHorizon(group, clock.now()), 0),
      below: input.endTime ?? Number.MAX_SAFE_INTEGER,
      limit: input.limit ?? mostEvents,
    };
    const source = { group, stream };
    const page =
      input.nextToken === undefined
        ? await firstPage(tables, source, wanted, input.startFromHead === true)
        : await tokenPage(tables, source, wanted, input.nextToken);
    return {
      events: page.events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: page.forward,
      nextBackwardToken: page.backward,
    };
  },
});
