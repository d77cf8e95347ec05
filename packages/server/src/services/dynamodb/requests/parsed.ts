import type { Item } from '../domain/attribute-value.js';
import type { Condition, KeyCondition, Projection, UpdateAction } from '../domain/expressions/ast.js';
import type { UnindexableCondition } from '../domain/legacy/key-conditions.js';

export type { UnindexableCondition };

/**
 * What requests for items ask, once everything that AWS checks before it looks the table up has been checked. Values are normal, names and
 * values of expressions are in their places, and legacy parameters have become what the expressions become.
 */

/** A write that may depend on the item that is there. */
export interface Conditional {
  /** Absent when it holds anyway. */
  readonly condition: Condition | undefined;
  /** Whether a condition that does not hold answers with the item. */
  readonly onFailure: 'NONE' | 'ALL_OLD';
}

export interface PutRequest extends Conditional {
  readonly item: Item;
  /** bytes; it may be over the limit, which AWS looks at once it has found the table */
  readonly itemSize: number;
  readonly returnValues: 'NONE' | 'ALL_OLD';
}

export interface DeleteRequest extends Conditional {
  /** Not yet compared with the table's keys. */
  readonly key: Item;
  readonly returnValues: 'NONE' | 'ALL_OLD';
}

export interface UpdateRequest extends Conditional {
  readonly key: Item;
  readonly update: Update;
  readonly returnValues: 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';
}

export interface Update {
  /** None when the request only makes sure that the item is there. */
  readonly actions: readonly UpdateAction[];
  /** Whether they came as AttributeUpdates: an operand of another type than the attribute's has another text then. */
  readonly legacy: boolean;
  /** Whether an item that is not there stays away: AttributeUpdates that only delete make none. */
  readonly onlyExisting: boolean;
}

export interface GetRequest {
  readonly key: Item;
  /** Absent: all attributes. */
  readonly projection: Projection | undefined;
  readonly consistent: boolean;
}

export type Select = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT';

/** What Query and Scan have in common. */
export interface RangeRequest {
  readonly index: string | undefined;
  readonly filter: Condition | undefined;
  /** Whether the filter came as QueryFilter or ScanFilter: texts about it begin with that name then. */
  readonly legacyFilter: boolean;
  readonly projection: Projection | undefined;
  /** Never absent: what AWS takes for a request that names none. */
  readonly select: Select;
  /** Items to be looked at, from 1. */
  readonly limit: number | undefined;
  readonly consistent: boolean;
  /** Not yet compared with the table's keys. */
  readonly startKey: Item | undefined;
}

export interface QueryRequest extends RangeRequest {
  /** At least one; one for each attribute. */
  readonly keyConditions: readonly (KeyCondition | UnindexableCondition)[];
  readonly forward: boolean;
}

export interface ScanRequest extends RangeRequest {
  readonly segment: { readonly index: number; readonly of: number } | undefined;
}

/** What BatchGetItem asks of one table. */
export interface BatchGetTable {
  /** As the request names it. */
  readonly table: string;
  /** All different. */
  readonly keys: readonly Item[];
  readonly projection: Projection | undefined;
  readonly consistent: boolean;
}

/** What BatchWriteItem asks of one table, in the request's order: not yet looked through for two of the same key. */
export interface BatchWriteTable {
  readonly table: string;
  readonly writes: readonly BatchWrite[];
}

/** One write of BatchWriteItem; its condition is always absent. */
export type BatchWrite =
  | ({ readonly kind: 'put' } & Omit<PutRequest, 'returnValues'>)
  | ({ readonly kind: 'delete' } & Omit<DeleteRequest, 'returnValues'>);

/** One action of TransactWriteItems. */
export type TransactWrite = { readonly table: string } & (
  | ({ readonly kind: 'put' } & Omit<PutRequest, 'returnValues'>)
  | ({ readonly kind: 'delete' } & Omit<DeleteRequest, 'returnValues'>)
  | ({ readonly kind: 'update' } & Omit<UpdateRequest, 'returnValues'>)
  | ({ readonly kind: 'check'; readonly key: Item } & Conditional)
);

/** One action of TransactGetItems. */
export interface TransactGet {
  readonly table: string;
  readonly key: Item;
  readonly projection: Projection | undefined;
}
