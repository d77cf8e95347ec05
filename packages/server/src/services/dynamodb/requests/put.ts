import { checkItem, checkSizedItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { checkConditionParameters, conditional, type ConditionalInput, type ExpectingInput } from './conditions.js';
import { enveloped, onlyOldOrNone } from './errors.js';
import type { DeleteRequest, PutRequest } from './parsed.js';

export interface PutInput extends ConditionalInput {
  readonly Item: RawItem;
}

export interface PutItemInput extends PutInput, ExpectingInput {
  readonly ReturnValues?: string | undefined;
}

export interface DeleteInput extends ConditionalInput {
  readonly Key: RawItem;
}

export interface DeleteItemInput extends DeleteInput, ExpectingInput {
  readonly ReturnValues?: string | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parsePut(input: PutItemInput): PutRequest {
  try {
    checkConditionParameters(input);
    const { item, size: itemSize } = checkSizedItem(input.Item, 'new');
    const returnValues = oldOrNone(input.ReturnValues);
    const { condition, onFailure } = conditional(input);
    return { item, itemSize, condition, onFailure, returnValues };
  } catch (error) {
    throw enveloped(error);
  }
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parseDelete(input: DeleteItemInput): DeleteRequest {
  try {
    checkConditionParameters(input);
    const key = checkItem(input.Key, 'new');
    const returnValues = oldOrNone(input.ReturnValues);
    const { condition, onFailure } = conditional(input);
    return { key, condition, onFailure, returnValues };
  } catch (error) {
    throw enveloped(error);
  }
}

function oldOrNone(returnValues = 'NONE'): 'NONE' | 'ALL_OLD' {
  if (returnValues !== 'NONE' && returnValues !== 'ALL_OLD') throw onlyOldOrNone();
  return returnValues;
}
