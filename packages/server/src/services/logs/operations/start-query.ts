import { integer, list, required, structure } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { identifiedGroup, ownGroup, wholeGroup } from '../addressing.js';
import { operation } from '../context.js';
import type { GroupName } from '../domain/arn.js';
import { noFigures } from '../domain/query-record.js';
import {
  endBeforeStart,
  limitExceeded,
  malformedQuery,
  oneOfTheGroups,
  queryGroupNotFound,
  unsupportedLanguage,
} from '../errors.js';
import { compileQuery, MalformedQueryError, type Query } from '../insights/index.js';
import { LogGroupIdentifier, LogGroupName, QueryId, QueryLanguage, QueryString, Timestamp } from '../shapes.js';

const mostGroups = 50;

interface Input {
  readonly logGroupName?: string | undefined;
  readonly logGroupNames?: readonly string[] | undefined;
  readonly logGroupIdentifiers?: readonly string[] | undefined;
  readonly queryString: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const startQuery = operation({
  name: 'StartQuery',
  input: structure('StartQueryRequest', {
    queryLanguage: QueryLanguage,
    logGroupName: LogGroupName,
    logGroupNames: list(LogGroupName),
    logGroupIdentifiers: list(LogGroupIdentifier),
    startTime: required(Timestamp),
    endTime: required(Timestamp),
    queryString: required(QueryString),
    limit: integer({ min: 1, max: 100_000 }),
  }),
  output: structure('StartQueryResponse', { queryId: QueryId }),
  errors: [
    'MalformedQueryException',
    'InvalidParameterException',
    'LimitExceededException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: (_context, input, request): AuthorizationNeed => ({
    action: 'logs:StartQuery',
    resources: asked(input, request, () => compile(input.queryString, request)).map(wholeGroup),
  }),
  async run({ store, queries, quotas, clock, ids }, input, request) {
    if (input.queryLanguage !== undefined && input.queryLanguage !== 'CWLI')
      throw unsupportedLanguage(input.queryLanguage);
    const query = compile(input.queryString, request);
    const groups = asked(input, request, () => query);
    const { account } = request.principal;
    for (const named of groups) {
      if ((await store.group(named)) === undefined) throw queryGroupNotFound(named.name, account, request.requestId);
    }
    // Seconds, of which the last one belongs to what is searched; ms are taken for what they are.
    const from = inMs(input.startTime);
    const upTo = inMs(input.endTime) + (isMs(input.endTime) ? 0 : 999);
    if (upTo < from) throw endBeforeStart();
    if (queries.countOf(account, request.region) >= quotas.queries) throw limitExceeded();
    const id = ids.requestId();
    const sources = groups.map(({ name }) => `"${name}"`).join(', ');
    await queries.start(
      {
        id,
        account,
        region: request.region,
        groups,
        text: input.queryString,
        told: `SOURCE ${sources} START=${from} END=${upTo} | ${input.queryString}`,
        from,
        upTo,
        ...(input.limit === undefined ? {} : { limit: input.limit }),
        created: clock.now(),
        userIdentity: request.principal.arn,
        status: 'Running',
        statistics: noFigures,
      },
      query,
    );
    return { queryId: id };
  },
});

/** @throws MalformedQueryException */
function compile(text: string, { requestId }: RequestContext): Query {
  try {
    return compileQuery(text);
  } catch (error) {
    if (error instanceof MalformedQueryError) throw malformedQuery(error.message, error.compileError, requestId);
    throw error;
  }
}

/** The groups that are searched. @throws InvalidParameterException when none are given, too many, or in two ways */
function asked(input: Input, request: RequestContext, query: () => Query): readonly GroupName[] {
  const { logGroupName: name, logGroupNames: names, logGroupIdentifiers: identifiers } = input;
  const ways = [name, names, identifiers].filter((way) => way !== undefined).length;
  if (ways > 1) throw oneOfTheGroups();
  const given = [...(name === undefined ? [] : [name]), ...(names ?? [])];
  const found = [
    ...given.map((one) => ownGroup(one, request)),
    ...(identifiers ?? (ways === 0 ? query().sources : [])).map((one) => identifiedGroup(one, request)),
  ];
  if (found.length === 0 || found.length > mostGroups) throw oneOfTheGroups();
  return [...new Map(found.map((group) => [group.name, group])).values()];
}

/** Above it a number of seconds is one of ms: the year 5138. */
const LATEST_SECOND = 100_000_000_000;
const isMs = (time: number): boolean => time >= LATEST_SECOND;
const inMs = (time: number): number => (isMs(time) ? time : time * 1000);
