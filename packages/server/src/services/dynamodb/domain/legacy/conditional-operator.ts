import { operatorForOneCondition, operatorWithoutConditions } from './errors.js';

/**
 * @param conditions the Expected, QueryFilter or ScanFilter of the request
 * @throws ValidationException for a ConditionalOperator that has nothing to join
 */
export function checkConditionalOperator(
  operator: unknown,
  conditions: Readonly<Record<string, unknown>> | undefined,
): void {
  if (operator === undefined) return;
  const count = conditions === undefined ? 0 : Object.keys(conditions).length;
  if (count === 0) throw operatorWithoutConditions();
  if (count === 1) throw operatorForOneCondition();
}
