import { parseCondition } from '../domain/expressions/parse-condition.js';
import { parseProjection } from '../domain/expressions/parse-projection.js';
import { parseAttributesToGet } from '../domain/legacy/attributes-to-get.js';
import { checkConditionalOperator } from '../domain/legacy/conditional-operator.js';
import { parseFilter, type LegacyCondition } from '../domain/legacy/filters.js';
import { noSegment, noSuchSegment, noTotalSegments } from './errors.js';
import { placeholdersOf } from './expression-attributes.js';
import { checkParameters, type Parameters } from './parameters.js';
import type { ScanRequest } from './parsed.js';
import { selectOf, startKeyOf, type RangeInput } from './ranges.js';

export interface ScanInput extends RangeInput {
  readonly ScanFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly Segment?: number | undefined;
  readonly TotalSegments?: number | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parseScan(input: ScanInput): ScanRequest {
  const { FilterExpression: filterText, ProjectionExpression: projectionText } = input;
  const { ScanFilter: legacyFilter, AttributesToGet: attributes } = input;

  const select = selectOf(input);
  checkParameters(input, parameters);
  checkConditionalOperator(input.ConditionalOperator, legacyFilter);
  const oldProjection = attributes && parseAttributesToGet(attributes);
  const oldFilter = legacyFilter && parseFilter(legacyFilter, input.ConditionalOperator, 'new');
  const startKey = startKeyOf(input.ExclusiveStartKey, 'new');
  const segment = segmentOf(input);

  const placeholders = placeholdersOf(input, 'new');
  const filter = filterText === undefined ? oldFilter : parseCondition(filterText, 'FilterExpression', placeholders);
  const projection = projectionText === undefined ? oldProjection : parseProjection(projectionText, placeholders);
  placeholders.assertAllUsed();

  return {
    filter,
    legacyFilter: oldFilter !== undefined,
    projection,
    select,
    index: input.IndexName,
    limit: input.Limit,
    consistent: input.ConsistentRead ?? false,
    startKey,
    segment,
  };
}

const parameters: Parameters<
  'AttributesToGet' | 'ScanFilter' | 'ConditionalOperator' | 'ProjectionExpression' | 'FilterExpression'
> = {
  expressions: ['ProjectionExpression', 'FilterExpression'],
  legacy: ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'],
  namedForValues: ['FilterExpression'],
};

function segmentOf({ Segment: index, TotalSegments: of }: ScanInput): ScanRequest['segment'] {
  if (of === undefined) {
    if (index !== undefined) throw noTotalSegments();
    return undefined;
  }
  if (index === undefined) throw noSegment();
  if (index >= of) throw noSuchSegment();
  return { index, of };
}
