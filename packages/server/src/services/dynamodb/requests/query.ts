import { parseCondition } from '../domain/expressions/parse-condition.js';
import { keyConditionsOf } from '../domain/expressions/parse-key-condition.js';
import { parseProjection } from '../domain/expressions/parse-projection.js';
import { parseAttributesToGet } from '../domain/legacy/attributes-to-get.js';
import { checkConditionalOperator } from '../domain/legacy/conditional-operator.js';
import { parseFilter, type LegacyCondition } from '../domain/legacy/filters.js';
import { parseKeyConditions } from '../domain/legacy/key-conditions.js';
import { noKeyConditions } from './errors.js';
import { placeholdersOf } from './expression-attributes.js';
import { checkParameters, type Parameters } from './parameters.js';
import type { QueryRequest } from './parsed.js';
import { selectOf, startKeyOf, type RangeInput } from './ranges.js';

export interface QueryInput extends RangeInput {
  readonly KeyConditionExpression?: string | undefined;
  readonly KeyConditions?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly QueryFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly ScanIndexForward?: boolean | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parseQuery(input: QueryInput): QueryRequest {
  const { KeyConditionExpression: keyText, FilterExpression: filterText, ProjectionExpression: projectionText } = input;
  const { KeyConditions: legacyKeys, QueryFilter: legacyFilter, AttributesToGet: attributes } = input;

  const select = selectOf(input);
  checkParameters(input, keyText === undefined ? withLegacyKeys : parameters);
  checkConditionalOperator(input.ConditionalOperator, legacyFilter);
  const oldFilter = legacyFilter && parseFilter(legacyFilter, input.ConditionalOperator, 'new');
  const oldProjection = attributes && parseAttributesToGet(attributes);
  const startKey = startKeyOf(input.ExclusiveStartKey, 'new');
  if (keyText === undefined && legacyKeys === undefined) throw noKeyConditions();

  const placeholders = placeholdersOf(input, 'new');
  const keys = keyText === undefined ? undefined : parseCondition(keyText, 'KeyConditionExpression', placeholders);
  const filter = filterText === undefined ? oldFilter : parseCondition(filterText, 'FilterExpression', placeholders);
  const projection = projectionText === undefined ? oldProjection : parseProjection(projectionText, placeholders);
  placeholders.assertAllUsed();

  return {
    // Whether it is a condition that keys can have shows after all that is wrong with the expressions as such.
    keyConditions: keys === undefined ? parseKeyConditions(legacyKeys ?? {}) : keyConditionsOf(keys),
    filter,
    legacyFilter: oldFilter !== undefined,
    projection,
    select,
    index: input.IndexName,
    limit: input.Limit,
    consistent: input.ConsistentRead ?? false,
    forward: input.ScanIndexForward ?? true,
    startKey,
  };
}

type Parameter =
  | 'AttributesToGet'
  | 'QueryFilter'
  | 'ConditionalOperator'
  | 'KeyConditions'
  | 'ProjectionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression';

const parameters: Parameters<Parameter> = {
  expressions: ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
  legacy: ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions'],
  namedForValues: ['FilterExpression', 'KeyConditionExpression'],
};

/** KeyConditions go with the other expressions. */
const withLegacyKeys: Parameters<Parameter> = {
  ...parameters,
  legacy: parameters.legacy.filter((name) => name !== 'KeyConditions'),
};
