import { enumeration, integer, list, map, required, string, structure, type Infer } from '@paddock/wire';
import { onStream, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { expiryHorizon, type LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import { eventId } from '../domain/position.js';
import { eventTooLarge, notChronological, spansTooLong, streamNotFound, uploadTooLarge } from '../errors.js';
import type { NewEvent } from '../events/block.js';
import { eventBytes } from '../events/writer.js';
import { largestBatch } from '../limits.js';
import { EventMessage, LogGroupName, LogStreamName, SequenceToken, Timestamp } from '../shapes.js';

const HOUR = 3_600_000;
const longestSpan = 24 * HOUR;
/** Events may be so much older, and newer, than now, ms. */
const oldest = 14 * 24 * HOUR;
const newest = 2 * HOUR;

const InputLogEvent = structure('InputLogEvent', { timestamp: required(Timestamp), message: required(EventMessage) });
const Entity = structure('Entity', {
  keyAttributes: map(string({ min: 1, max: 32 }), string({ min: 1, max: 512 }), { min: 2, max: 4 }),
  attributes: map(string({ min: 1, max: 256 }), string({ min: 1, max: 512 }), { min: 0, max: 10 }),
});
const RejectedLogEventsInfo = structure('RejectedLogEventsInfo', {
  tooNewLogEventStartIndex: integer(),
  tooOldLogEventEndIndex: integer(),
  expiredLogEventEndIndex: integer(),
});
const RejectedEntityInfo = structure('RejectedEntityInfo', {
  errorType: required(
    enumeration(
      'InvalidEntity',
      'InvalidTypeValue',
      'InvalidKeyAttributes',
      'InvalidAttributes',
      'EntitySizeTooLarge',
      'UnsupportedLogGroupType',
      'MissingRequiredFields',
    ),
  ),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const putLogEvents = operation({
  name: 'PutLogEvents',
  input: structure('PutLogEventsRequest', {
    logGroupName: required(LogGroupName),
    logStreamName: required(LogStreamName),
    logEvents: required(list(InputLogEvent, { min: 1, max: 10_000 })),
    sequenceToken: SequenceToken,
    entity: Entity,
  }),
  output: structure('PutLogEventsResponse', {
    nextSequenceToken: SequenceToken,
    rejectedLogEventsInfo: RejectedLogEventsInfo,
    rejectedEntityInfo: RejectedEntityInfo,
  }),
  errors: [
    'InvalidParameterException',
    'InvalidSequenceTokenException',
    'DataAlreadyAcceptedException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
    'UnrecognizedClientException',
  ],
  needs: onStream('PutLogEvents'),
  async run({ groups, streams, ingestion, clock }, input, request) {
    const events = input.logEvents;
    check(events);
    const view = await groups.find(ownGroup(input.logGroupName, request));
    const { from, to, rejected } = accepted(view.group, events, clock.now());
    const taken = from === 0 && to === events.length ? events : events.slice(from, to);
    const [first] = taken;
    // What is rejected by itself does not count.
    if (first !== undefined && (taken.at(-1) ?? first).timestamp - first.timestamp > longestSpan) throw spansTooLong();
    let stream: LogStream | undefined;
    if (taken.length > 0) ({ stream } = await ingestion.write(view, input.logStreamName, taken));
    else stream = await streams.get(view.group, input.logStreamName);
    if (stream === undefined) throw streamNotFound();
    return {
      nextSequenceToken: sequenceToken(stream),
      ...(rejected === undefined ? {} : { rejectedLogEventsInfo: rejected }),
    };
  },
});

/** Nobody needs it any more: AWS still gives it. */
export const sequenceToken = ({ id, sequence, lastIngestion = 0 }: LogStream): string =>
  eventId({ timestamp: lastIngestion, streamId: id, sequence, index: 0 });

/** @throws InvalidParameterException */
function check(events: readonly NewEvent[]): void {
  let bytes = 0;
  let before = -Infinity;
  for (const event of events) {
    if (event.timestamp < before) throw notChronological();
    before = event.timestamp;
    const own = eventBytes(event);
    if (own > largestBatch) throw eventTooLarge(own, largestBatch);
    bytes += own;
  }
  if (bytes > largestBatch) throw uploadTooLarge(bytes, largestBatch);
}

/** Which of the events are taken: those in the middle. */
function accepted(
  group: LogGroup,
  events: readonly NewEvent[],
  now: number,
): { from: number; to: number; rejected: Infer<typeof RejectedLogEventsInfo> | undefined } {
  const firstAt = (isThere: (time: number) => boolean): number => {
    const index = events.findIndex(({ timestamp }) => isThere(timestamp));
    return index < 0 ? events.length : index;
  };
  const expired = firstAt((time) => time >= expiryHorizon(group, now));
  const old = firstAt((time) => time >= now - oldest);
  const to = firstAt((time) => time > now + newest);
  const from = Math.max(expired, old);
  if (from === 0 && to === events.length) return { from, to, rejected: undefined };
  return {
    from,
    to,
    rejected: {
      ...(to < events.length ? { tooNewLogEventStartIndex: to } : {}),
      ...(old > 0 ? { tooOldLogEventEndIndex: old } : {}),
      ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
    },
  };
}
