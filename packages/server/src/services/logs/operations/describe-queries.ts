import { double, integer, list, long, string, structure } from '@paddock/wire';
import { onAllGroups } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName, NextToken, QueryId, QueryLanguage, QueryStatus, QueryString, Timestamp } from '../shapes.js';

const defaultResults = 1000;

const QueryInfo = structure('QueryInfo', {
  queryLanguage: QueryLanguage,
  queryId: QueryId,
  queryString: QueryString,
  status: QueryStatus,
  createTime: Timestamp,
  logGroupName: LogGroupName,
  queryDuration: long(),
  bytesScanned: double(),
  userIdentity: string({ min: 1, max: 2048 }),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html */
export const describeQueries = operation({
  name: 'DescribeQueries',
  input: structure('DescribeQueriesRequest', {
    logGroupName: LogGroupName,
    status: QueryStatus,
    maxResults: integer({ min: 1, max: 1000 }),
    nextToken: NextToken,
    queryLanguage: QueryLanguage,
  }),
  output: structure('DescribeQueriesResponse', { queries: list(QueryInfo), nextToken: NextToken }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onAllGroups('DescribeQueries'),
  async run({ queries, tokens, clock }, input, request) {
    const now = clock.now();
    const from = input.nextToken === undefined ? 0 : tokens.open<{ from: number }>(kind, input.nextToken, now).from;
    const all = await queries.list(request.principal.account, request.region);
    const found = all.filter(
      ({ groups, status }) =>
        (input.logGroupName === undefined || groups.some(({ name }) => name === input.logGroupName)) &&
        (input.status === undefined || status === input.status) &&
        (input.queryLanguage === undefined || input.queryLanguage === 'CWLI'),
    );
    const to = from + (input.maxResults ?? defaultResults);
    return {
      queries: found.slice(from, to).map((record) => ({
        queryLanguage: 'CWLI' as const,
        queryId: record.id,
        queryString: record.told,
        status: record.status,
        createTime: record.created,
        logGroupName: record.groups[0]?.name,
        queryDuration: record.duration,
        bytesScanned: record.statistics.bytesScanned,
        userIdentity: record.userIdentity,
      })),
      ...(found.length > to ? { nextToken: tokens.seal(kind, { from: to }, now) } : {}),
    };
  },
});

const kind = 'DescribeQueries';
