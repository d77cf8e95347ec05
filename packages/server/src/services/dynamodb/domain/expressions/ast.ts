import type { AttributeType, AttributeValue } from '../attribute-value.js';

/**
 * What conditions, updates and projections mean, whichever notation they came in: expressions, legacy parameters and PartiQL are all
 * parsed into these, and one evaluator runs them. Names and values are resolved and checked: placeholders are gone.
 */

/** Names of attributes and indices of list elements, from the item down; the first is a name. */
export type Path = readonly (string | number)[];

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  /** The function size(). */
  | { readonly kind: 'size'; readonly of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly options: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'not-exists'; readonly path: Path }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: AttributeType }
  | { readonly kind: 'begins-with'; readonly operand: Operand; readonly prefix: Operand }
  | { readonly kind: 'contains'; readonly operand: Operand; readonly member: Operand }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition };

/** What SET assigns. */
export type Assigned =
  | Operand
  | { readonly kind: 'plus' | 'minus'; readonly left: Assigned; readonly right: Assigned }
  | { readonly kind: 'if-not-exists'; readonly path: Path; readonly otherwise: Assigned }
  | { readonly kind: 'list-append'; readonly left: Assigned; readonly right: Assigned };

export type UpdateAction =
  | { readonly kind: 'set'; readonly path: Path; readonly value: Assigned }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add'; readonly path: Path; readonly value: AttributeValue }
  | { readonly kind: 'delete'; readonly path: Path; readonly value: AttributeValue };

/** Paths that do not overlap. */
export type Projection = readonly Path[];

/** What a key condition says of the sort key, or of the last of the sort keys that it names. */
export type SortCondition =
  | { readonly op: '=' | '<' | '<=' | '>' | '>='; readonly value: AttributeValue }
  | { readonly op: 'between'; readonly low: AttributeValue; readonly high: AttributeValue }
  | { readonly op: 'begins-with'; readonly prefix: AttributeValue };

/** One condition of a key condition expression, before the table is known: which key it is about shows only then. */
export type KeyCondition = { readonly attribute: string } & (
  | { readonly op: Comparator; readonly value: AttributeValue }
  | { readonly op: 'between'; readonly low: AttributeValue; readonly high: AttributeValue }
  | { readonly op: 'begins-with'; readonly prefix: AttributeValue }
);
