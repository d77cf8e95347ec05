import type { Projection } from '../domain/expressions/ast.js';
import { parseProjection } from '../domain/expressions/parse-projection.js';
import { parseAttributesToGet } from '../domain/legacy/attributes-to-get.js';
import { checkItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { placeholdersOf, type ExpressionAttributes } from './expression-attributes.js';
import { checkParameters, type Parameters } from './parameters.js';
import type { GetRequest } from './parsed.js';

/** Which attributes a read of single items asks for. */
export interface ProjectingInput extends Pick<ExpressionAttributes, 'ExpressionAttributeNames'> {
  readonly ProjectionExpression?: string | undefined;
}

/** …and how one outside a transaction may say so besides. */
export interface LegacyProjectingInput extends ProjectingInput {
  readonly AttributesToGet?: readonly string[] | undefined;
}

export interface GetItemInput extends LegacyProjectingInput {
  readonly Key: RawItem;
  readonly ConsistentRead?: boolean | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parseGet(input: GetItemInput): GetRequest {
  checkProjectionParameters(input);
  const key = checkItem(input.Key, 'new');
  return { key, projection: projectionOf(input), consistent: input.ConsistentRead ?? false };
}

export const checkProjectionParameters = (input: LegacyProjectingInput): void => checkParameters(input, parameters);

const parameters: Parameters<'ProjectionExpression' | 'AttributesToGet'> = {
  expressions: ['ProjectionExpression'],
  legacy: ['AttributesToGet'],
  namedForValues: [],
};

/** Undefined for all attributes. */
export function projectionOf(input: LegacyProjectingInput): Projection | undefined {
  if (input.AttributesToGet !== undefined) return parseAttributesToGet(input.AttributesToGet);
  if (input.ProjectionExpression === undefined) return undefined;
  const placeholders = placeholdersOf(input, 'new');
  const projection = parseProjection(input.ProjectionExpression, placeholders);
  placeholders.assertAllUsed();
  return projection;
}
