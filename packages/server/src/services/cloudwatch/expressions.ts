import { validationFailed } from './errors.js';
import type { EvaluateExpression } from './query-types.js';

/** @throws AwsError ValidationError: metric math is not there */
export const evaluate: EvaluateExpression = ({ Id: id, Expression: expression }) => {
  throw validationFailed(`Error in expression '${id}': ${expression} cannot be evaluated here.`);
};
