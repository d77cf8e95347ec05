import { validationFailed } from '../errors.js';
import type { EvaluateExpression, MetricDataQuery } from '../query-types.js';
import { ExpressionFault } from './faults.js';
import { Request } from './request.js';
import { SyntaxFault } from './syntax.js';
import { checkExpressions } from './check.js';

export { checkExpressions } from './check.js';

/** Metric math: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const evaluateExpression: EvaluateExpression = async (query, queries, reader, window) => {
  checkExpressions(queries);
  const known = requests.get(queries);
  const request =
    known !== undefined && known.reader === reader && known.window === window
      ? known
      : new Request(queries, reader, window);
  requests.set(queries, request);
  try {
    return await request.results(query);
  } catch (error) {
    if (error instanceof ExpressionFault || error instanceof SyntaxFault) {
      throw validationFailed(`Error in expression '${query.Id}': ${error.message}`);
    }
    throw error;
  }
};

// What the expressions of a request have in common is read and computed once.
const requests = new WeakMap<readonly MetricDataQuery[], Request>();
