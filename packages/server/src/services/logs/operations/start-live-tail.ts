import { boolean, eventStream, list, required, string, structure } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { identifiedGroup, wholeGroup } from '../addressing.js';
import { operation } from '../context.js';
import type { GroupName } from '../domain/arn.js';
import {
  arnRequired,
  limitExceeded,
  streamNamesAndPrefixes,
  streamNotFound,
  streamsOfOneGroup,
  wrongClass,
} from '../errors.js';
import { compilePattern } from '../filter-pattern.js';
import {
  EventMessage,
  FilterPattern,
  InputLogStreamNames,
  LogGroupIdentifier,
  LogStreamName,
  Timestamp,
} from '../shapes.js';

const LogGroupIdentifiers = list(LogGroupIdentifier, { min: 1, max: 10 });

const LiveTailSessionStart = structure('LiveTailSessionStart', {
  requestId: string({ min: 0, max: 256 }),
  sessionId: string({ min: 0, max: 256 }),
  logGroupIdentifiers: LogGroupIdentifiers,
  logStreamNames: InputLogStreamNames,
  logStreamNamePrefixes: InputLogStreamNames,
  logEventFilterPattern: FilterPattern,
});
const LiveTailSessionUpdate = structure('LiveTailSessionUpdate', {
  sessionMetadata: structure('LiveTailSessionMetadata', { sampled: boolean }),
  sessionResults: list(
    structure('LiveTailSessionLogEvent', {
      logStreamName: LogStreamName,
      logGroupIdentifier: LogGroupIdentifier,
      message: EventMessage,
      timestamp: Timestamp,
      ingestionTime: Timestamp,
    }),
  ),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html */
export const startLiveTail = operation({
  name: 'StartLiveTail',
  input: structure('StartLiveTailRequest', {
    logGroupIdentifiers: required(LogGroupIdentifiers),
    logStreamNames: InputLogStreamNames,
    logStreamNamePrefixes: InputLogStreamNames,
    logEventFilterPattern: FilterPattern,
  }),
  output: structure('StartLiveTailResponse', {
    responseStream: eventStream({ sessionStart: LiveTailSessionStart, sessionUpdate: LiveTailSessionUpdate }),
  }),
  errors: [
    'AccessDeniedException',
    'InvalidParameterException',
    'ResourceNotFoundException',
    'LimitExceededException',
    'InvalidOperationException',
  ],
  needs: (_context, input, request): AuthorizationNeed => ({
    action: 'logs:StartLiveTail',
    resources: input.logGroupIdentifiers.map((arn) => wholeGroup(tailedGroup(arn, request))),
  }),
  async run({ groups, streams, tails, quotas, ids }, input, request) {
    const { logStreamNames: names, logStreamNamePrefixes: prefixes } = input;
    if (names !== undefined && prefixes !== undefined) throw streamNamesAndPrefixes();
    const isOfStreams = names !== undefined || prefixes !== undefined;
    if (isOfStreams && input.logGroupIdentifiers.length !== 1) throw streamsOfOneGroup();
    const pattern = compilePattern(input.logEventFilterPattern ?? '');
    const named = input.logGroupIdentifiers.map((arn) => tailedGroup(arn, request));
    const found = await Promise.all(named.map((name) => groups.find(name)));
    const tailed = [...new Map(found.map(({ group }) => [group.id, group])).values()];
    for (const group of tailed) {
      if (group.class !== 'STANDARD') throw wrongClass();
      for (const name of names ?? []) if ((await streams.get(group, name)) === undefined) throw streamNotFound();
    }
    if (tails.count >= quotas.liveTails) throw limitExceeded();
    const wanted = new Set(names);
    const wants = (stream: string): boolean => {
      if (names !== undefined) return wanted.has(stream);
      return prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix));
    };
    const start = {
      requestId: request.requestId,
      sessionId: ids.requestId(),
      logGroupIdentifiers: input.logGroupIdentifiers,
      logStreamNames: names,
      logStreamNamePrefixes: prefixes,
      logEventFilterPattern: input.logEventFilterPattern,
    };
    return { responseStream: await tails.begin({ groups: tailed, wants, pattern, start }) };
  },
});

/** @throws InvalidParameterException for a group's name: AWS takes ARNs only, and those without `:*` */
function tailedGroup(arn: string, request: RequestContext): GroupName {
  if (!arn.startsWith('arn:')) throw arnRequired();
  return identifiedGroup(arn, request);
}
