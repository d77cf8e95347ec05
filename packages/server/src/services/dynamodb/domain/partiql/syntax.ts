/** Where a token of a statement is: from 1, in characters, the length too. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/**
 * Statements as they are written: grammar only. What is here depends on the text alone, so it is kept for the next request with the same
 * text (statement.ts).
 */
export type Expression = { readonly at: Position } & (
  | { readonly kind: 'string'; readonly text: string }
  /** With its sign; AWS folds signs into literals as it reads them. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly is: boolean }
  | { readonly kind: 'null' | 'missing' }
  /** @member index from 0 */
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'path'; readonly root: Expression; readonly steps: readonly PathStep[] }
  | { readonly kind: 'list' | 'bag'; readonly members: readonly Expression[] }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] }
  /** The name is in lower case; COUNT(*) has a star for its arguments. */
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[]; readonly star: boolean }
  | { readonly kind: 'not' | 'negative' | 'positive'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'between'; readonly of: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'is'; readonly of: Expression; readonly type: string }
  | Select
  | Insert
  | Manipulation
);

export type BinaryOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'in'
  | 'like'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | 'union'
  | 'except'
  | 'intersect';

export type PathStep = { readonly at: Position } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: Expression }
  | { readonly kind: 'star' }
);

export interface Field {
  readonly key: Expression;
  readonly value: Expression;
}

export interface Select {
  readonly kind: 'select';
  /** Absent: all attributes. */
  readonly columns?: readonly Expression[];
  readonly from: Source;
  readonly where?: Expression;
  readonly order: readonly OrderTerm[];
  /** What PartiQL has and DynamoDB has not. */
  readonly unsupported?: { readonly clause: string; readonly at: Position };
  readonly aliased: boolean;
}

/** What stands after FROM, or after UPDATE or INTO. */
export interface Source {
  readonly of: Expression;
  readonly aliased: boolean;
  readonly joined: boolean;
}

export interface OrderTerm {
  readonly of: Expression;
  readonly descending: boolean;
}

export interface Insert {
  readonly kind: 'insert';
  readonly into: Expression;
  readonly value: Expression;
  /** Whether the keyword VALUE was there; without it a collection of items is inserted, which DynamoDB does not know. */
  readonly single: boolean;
  readonly returning?: Returning;
}

/** UPDATE and DELETE, and what begins with FROM. */
export interface Manipulation {
  readonly kind: 'manipulation';
  readonly from: Source;
  readonly where?: Expression;
  /** None: a DELETE. */
  readonly changes: readonly Change[];
  readonly returning?: Returning;
}

export type Change =
  | { readonly kind: 'set'; readonly target: Expression; readonly value: Expression }
  | { readonly kind: 'remove'; readonly target: Expression }
  | { readonly kind: 'insert' };

export interface Returning {
  readonly values: 'ALL_OLD' | 'ALL_NEW' | 'MODIFIED_OLD' | 'MODIFIED_NEW';
  /** Whether there is one, and it is `*`. */
  readonly whole: boolean;
  /** As AWS repeats it: `ALL OLD *`. */
  readonly clause: string;
}

/** AWS's own word for a construct: texts about what is not supported name it. */
export function constructName(expression: Expression): string {
  switch (expression.kind) {
    case 'call':
      return expression.name;
    case 'binary':
      return OPERATOR_NAMES[expression.operator];
    default:
      return CONSTRUCT_NAMES[expression.kind];
  }
}

const CONSTRUCT_NAMES = {
  string: 'Lit',
  number: 'Lit',
  boolean: 'Lit',
  null: 'Lit',
  missing: 'Missing',
  parameter: 'Parameter',
  name: 'Id',
  path: 'Path',
  list: 'List',
  bag: 'Bag',
  struct: 'Struct',
  not: 'Not',
  negative: 'Neg',
  positive: 'Pos',
  between: 'Between',
  is: 'IsType',
  select: 'Select',
  insert: 'Insert',
  manipulation: 'Dml',
} as const;

const OPERATOR_NAMES: Readonly<Record<BinaryOperator, string>> = {
  '=': 'Eq',
  '<>': 'Ne',
  '<': 'Lt',
  '<=': 'Lte',
  '>': 'Gt',
  '>=': 'Gte',
  and: 'And',
  or: 'Or',
  in: 'InCollection',
  like: 'Like',
  '+': 'Plus',
  '-': 'Minus',
  '*': 'Times',
  '/': 'Divide',
  '%': 'Modulo',
  '||': 'Concat',
  union: 'Union',
  except: 'Except',
  intersect: 'Intersect',
};
