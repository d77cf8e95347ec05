import { boolean, list, string, structure, type Infer } from '@paddock/wire';
import { namedGroup, onGroup } from '../addressing.js';
import { operation, type LogsContext } from '../context.js';
import { expiryHorizon, type LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import { eventId, parseEventId, startOf, type Position } from '../domain/position.js';
import { invalidNextToken, namesAndPrefix, streamNotFound } from '../errors.js';
import type { StoredEvent } from '../events/block.js';
import { liveEvents } from '../events/live.js';
import type { Source } from '../events/reader.js';
import { eventBytes } from '../events/writer.js';
import { compilePattern } from '../filter-pattern.js';
import { largestPage } from '../limits.js';
import {
  EventMessage,
  EventsLimit,
  FilterPattern,
  groupReference,
  InputLogStreamNames,
  LogStreamName,
  NextToken,
  Timestamp,
} from '../shapes.js';

const mostEvents = 10_000;
/** What a call looks through at most: then it answers what it has found, with a token. */
const mostSearched = 32 * 1024 * 1024;

const FilteredLogEvent = structure('FilteredLogEvent', {
  logStreamName: LogStreamName,
  timestamp: Timestamp,
  message: EventMessage,
  ingestionTime: Timestamp,
  eventId: string(),
});

const output = structure('FilterLogEventsResponse', {
  events: list(FilteredLogEvent),
  searchedLogStreams: list(
    structure('SearchedLogStream', { logStreamName: LogStreamName, searchedCompletely: boolean }),
  ),
  nextToken: NextToken,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents = operation({
  name: 'FilterLogEvents',
  input: structure('FilterLogEventsRequest', {
    ...groupReference,
    logStreamNames: InputLogStreamNames,
    logStreamNamePrefix: LogStreamName,
    startTime: Timestamp,
    endTime: Timestamp,
    filterPattern: FilterPattern,
    nextToken: NextToken,
    limit: EventsLimit,
    interleaved: boolean,
    unmask: boolean,
  }),
  output,
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onGroup('FilterLogEvents'),
  async run(context, input, request) {
    const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
    if (names !== undefined && prefix !== undefined) throw namesAndPrefix();
    const { group } = await context.groups.find(namedGroup(input, request));
    const pattern = compilePattern(input.filterPattern ?? '');
    const named = names === undefined ? [] : await requireStreams(context, group, names);
    const now = context.clock.now();
    const start = Math.max(input.startTime ?? 0, expiryHorizon(group, now), 0);
    const from = input.nextToken === undefined ? startOf(start) : openToken(context, input.nextToken, now);
    const limit = input.limit ?? mostEvents;
    // Its end belongs to the time that is searched.
    const below = (input.endTime ?? Number.MAX_SAFE_INTEGER - 1) + 1;
    const wanted = new Set(names);
    const accepts = (stream: string): boolean =>
      names !== undefined ? wanted.has(stream) : prefix === undefined || stream.startsWith(prefix);
    const events: StoredEvent[] = [];
    let [bytes, searched] = [0, 0];
    const token = (next: StoredEvent): string => context.tokens.seal(kind, { from: eventId(next) }, now);
    const answer = (nextToken?: string): Infer<typeof output> => ({
      events: events.map((event) => ({
        logStreamName: event.stream,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        eventId: eventId(event),
      })),
      searchedLogStreams: [],
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const since = from.timestamp < start ? startOf(start) : from;
    for await (const batch of liveEvents(context, sourceOf(group, named), since, below, accepts)) {
      for (const event of batch) {
        const own = eventBytes(event);
        if (searched > mostSearched) return answer(token(event));
        searched += own;
        if (!pattern.matches(event.message)) continue;
        if (events.length === limit || (events.length > 0 && bytes + own > largestPage)) return answer(token(event));
        bytes += own;
        events.push(event);
      }
    }
    return answer();
  },
});

const kind = 'FilterLogEvents';

function openToken({ tokens }: LogsContext, token: string, now: number): Position {
  const position = parseEventId(tokens.open<{ from: string }>(kind, token, now).from)?.position;
  if (position === undefined) throw invalidNextToken();
  return position;
}

async function requireStreams(
  { streams }: LogsContext,
  group: LogGroup,
  names: readonly string[],
): Promise<readonly LogStream[]> {
  const distinct = [...new Set(names)];
  const found = await streams.named(group, distinct);
  if (found.length < distinct.length) throw streamNotFound();
  return found;
}

/** One stream is read by itself. */
function sourceOf(group: LogGroup, named: readonly LogStream[]): Source {
  const [stream] = named;
  return stream !== undefined && named.length === 1 ? { group, stream } : { group };
}
