import { boolean, required, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { queryIsOver, queryNotFound } from '../errors.js';
import { QueryId } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export const stopQuery = operation({
  name: 'StopQuery',
  input: structure('StopQueryRequest', { queryId: required(QueryId) }),
  output: structure('StopQueryResponse', { success: boolean }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onAnything('StopQuery'),
  async run({ queries }, { queryId }, request) {
    const record = await queries.find(request.principal.account, request.region, queryId);
    if (record === undefined) throw queryNotFound(queryId);
    if (record.status !== 'Running' || !(await queries.cancel(record))) throw queryIsOver();
    return { success: true };
  },
});
