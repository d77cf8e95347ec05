import type { Item } from '../domain/attribute-value.js';
import type { Layer } from '../domain/layer.js';
import { checkItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { enveloped, ofStartKey, projectedWithoutIndex, selectsNothing, selectsOtherwise } from './errors.js';
import type { ExpressionAttributes } from './expression-attributes.js';
import type { LegacyProjectingInput } from './get.js';
import type { Select } from './parsed.js';

/** What Query and Scan have in common. */
export interface RangeInput extends ExpressionAttributes, LegacyProjectingInput {
  readonly IndexName?: string | undefined;
  readonly Select?: Select | undefined;
  readonly Limit?: number | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ConditionalOperator?: 'AND' | 'OR' | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ExclusiveStartKey?: RawItem | undefined;
}

/**
 * Of what Query and Scan say, only this has the envelope of the single-item operations; AWS says it first.
 * @throws ValidationException
 */
export function selectOf(input: RangeInput): Select {
  try {
    return selected(input);
  } catch (error) {
    throw enveloped(error);
  }
}

function selected(input: RangeInput): Select {
  const { Select: select, IndexName: index } = input;
  const parameter =
    input.AttributesToGet !== undefined
      ? 'AttributesToGet'
      : input.ProjectionExpression !== undefined
        ? 'ProjectionExpression'
        : undefined;
  if (select === undefined) {
    if (parameter !== undefined) return 'SPECIFIC_ATTRIBUTES';
    return index === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
  }
  if (select === 'SPECIFIC_ATTRIBUTES') {
    if (parameter === undefined) throw selectsNothing();
  } else if (parameter !== undefined) throw selectsOtherwise(parameter, select);
  else if (select === 'ALL_PROJECTED_ATTRIBUTES' && index === undefined) throw projectedWithoutIndex();
  return select;
}

export function startKeyOf(raw: RawItem | undefined, layer: Layer): Item | undefined {
  if (raw === undefined) return undefined;
  try {
    return checkItem(raw, layer);
  } catch (error) {
    throw ofStartKey(error);
  }
}
