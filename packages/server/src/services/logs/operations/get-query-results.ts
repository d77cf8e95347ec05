import { double, integer, list, required, string, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { queryNotFound } from '../errors.js';
import { QueryId, QueryLanguage, QueryStatus } from '../shapes.js';

const mostItems = 10_000;

const ResultRows = list(structure('ResultField', { field: string(), value: string() }));
const QueryStatistics = structure('QueryStatistics', {
  recordsMatched: double(),
  recordsScanned: double(),
  estimatedRecordsSkipped: double(),
  bytesScanned: double(),
  estimatedBytesSkipped: double(),
  logGroupsScanned: double(),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export const getQueryResults = operation({
  name: 'GetQueryResults',
  input: structure('GetQueryResultsRequest', {
    queryId: required(QueryId),
    nextToken: string({ max: 1024 }),
    maxItems: integer({ min: 0, max: 10_000 }),
  }),
  output: structure('GetQueryResultsResponse', {
    queryLanguage: QueryLanguage,
    results: list(ResultRows),
    statistics: QueryStatistics,
    status: QueryStatus,
    encryptionKey: string({ max: 256 }),
    nextToken: string({ max: 1024 }),
  }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onAnything('GetQueryResults'),
  async run({ queries, tokens, clock }, input, request) {
    const record = await queries.find(request.principal.account, request.region, input.queryId);
    if (record === undefined) throw queryNotFound(input.queryId);
    const now = clock.now();
    const from = input.nextToken === undefined ? 0 : tokens.open<{ from: number }>(kind, input.nextToken, now).from;
    const limit = input.maxItems === undefined || input.maxItems === 0 ? mostItems : input.maxItems;
    const rows = await queries.rows(record, from, limit + 1);
    const { recordsMatched, recordsScanned, bytesScanned } = record.statistics;
    return {
      queryLanguage: 'CWLI' as const,
      results: rows.slice(0, limit),
      statistics: {
        recordsMatched,
        recordsScanned,
        estimatedRecordsSkipped: 0,
        bytesScanned,
        estimatedBytesSkipped: 0,
        logGroupsScanned: record.groups.length,
      },
      status: record.status,
      ...(rows.length > limit ? { nextToken: tokens.seal(kind, { from: from + limit }, now) } : {}),
    };
  },
});

const kind = 'GetQueryResults';
