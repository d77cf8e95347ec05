import type { Span } from '../errors.js';
import type { IntervalField, IntervalQualifier, SqlType } from '../types/sql-type.js';

/** A name as written: unquoted ones are in capitals already. */
export interface Identifier {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: Span;
}

/** `"S"."ROWTIME"`, `EXP_AVG` */
export interface Name {
  readonly parts: readonly [Identifier, ...Identifier[]];
  readonly at: Span;
}

export type Statement =
  /** A query that nothing is made of: it is checked. */
  | { readonly kind: 'query'; readonly query: Query; readonly at: Span }
  | {
      readonly kind: 'create-stream';
      readonly orReplace: boolean;
      readonly name: Name;
      /** Undefined for `CREATE STREAM s AS SELECT …` */
      readonly columns?: readonly ColumnDeclaration[];
      readonly query?: Query;
      readonly at: Span;
    }
  | {
      readonly kind: 'create-pump';
      readonly orReplace: boolean;
      readonly name: Name;
      readonly state: 'STARTED' | 'STOPPED';
      readonly insert: Insert;
      readonly at: Span;
    }
  | {
      readonly kind: 'alter-pump';
      readonly name: Name | 'ALL';
      readonly state: 'STARTED' | 'STOPPED';
      readonly at: Span;
    }
  | {
      readonly kind: 'create-view';
      readonly orReplace: boolean;
      readonly name: Name;
      readonly columns?: readonly Identifier[];
      readonly query: Query;
      readonly at: Span;
    }
  | {
      readonly kind: 'create-function';
      readonly orReplace: boolean;
      readonly name: Name;
      readonly parameters: readonly ColumnDeclaration[];
      readonly returns: DeclaredType;
      /** NULL for any NULL without being called. */
      readonly nullOnNull: boolean;
      readonly body: Expression;
      readonly at: Span;
    }
  | {
      readonly kind: 'drop';
      readonly what: 'STREAM' | 'PUMP' | 'VIEW' | 'FUNCTION';
      readonly name: Name;
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly at: Span;
    };

export interface ColumnDeclaration {
  readonly name: Identifier;
  readonly type: DeclaredType;
  readonly notNull: boolean;
}

export interface DeclaredType {
  readonly type: SqlType;
  readonly at: Span;
}

export interface Insert {
  readonly into: Name;
  readonly columns?: readonly Identifier[];
  readonly query: Query;
  readonly at: Span;
}

export type Query = Select | SetOperation | Values;

export interface Select {
  readonly kind: 'select';
  readonly stream: boolean;
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: readonly TableExpression[];
  readonly where?: Expression;
  /** Undefined without the clause; `()` is empty. */
  readonly groupBy?: readonly Expression[];
  readonly having?: Expression;
  readonly stagger?: Stagger;
  readonly windows: readonly { readonly name: Identifier; readonly window: WindowSpecification }[];
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expression;
  readonly at: Span;
}

export interface SetOperation {
  readonly kind: 'set-operation';
  readonly operator: 'UNION' | 'UNION ALL' | 'EXCEPT' | 'INTERSECT';
  readonly left: Query;
  readonly right: Query;
  readonly orderBy: readonly OrderItem[];
  readonly at: Span;
}

export interface Values {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
  readonly at: Span;
}

export type SelectItem =
  | { readonly kind: 'star'; readonly qualifier?: Name; readonly at: Span }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias?: Identifier; readonly at: Span };

export type TableExpression =
  | {
      readonly kind: 'table';
      readonly name: Name;
      readonly alias?: Identifier;
      /** `s AS t (a, b)` */
      readonly columns?: readonly Identifier[];
      /** `s OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS t`, or `OVER w` */
      readonly over?: WindowSpecification;
      readonly at: Span;
    }
  | {
      readonly kind: 'subquery';
      readonly query: Query;
      readonly alias?: Identifier;
      readonly columns?: readonly Identifier[];
      readonly over?: WindowSpecification;
      readonly at: Span;
    }
  | {
      /** `TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM …), 100))` */
      readonly kind: 'table-function';
      readonly call: Call;
      readonly alias?: Identifier;
      readonly columns?: readonly Identifier[];
      readonly at: Span;
    }
  | {
      readonly kind: 'join';
      readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
      readonly left: TableExpression;
      readonly right: TableExpression;
      readonly condition?: Expression;
      readonly using?: readonly Identifier[];
      readonly natural: boolean;
      readonly at: Span;
    };

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST';
  /** `ORDER BY t WITHIN INTERVAL '10' SECOND` */
  readonly within?: Expression;
}

/** `WINDOWED BY STAGGER (PARTITION BY a, b RANGE INTERVAL '1' MINUTE)` */
export interface Stagger {
  readonly partitionBy: readonly Expression[];
  readonly range: Expression;
  readonly at: Span;
}

/** In `OVER (…)`, `OVER w` and `WINDOW w AS (…)`. */
export interface WindowSpecification {
  /** The named window that it is, or adds to. */
  readonly base?: Identifier;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: Frame;
  readonly at: Span;
}

export interface Frame {
  readonly unit: 'ROWS' | 'RANGE';
  readonly from: FrameBound;
  /** CURRENT ROW unless said otherwise. */
  readonly to: FrameBound;
  readonly at: Span;
}

export type FrameBound =
  | { readonly kind: 'unbounded-preceding' | 'current-row' | 'unbounded-following' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expression };

export type Expression =
  | {
      readonly kind: 'literal';
      /** An exact number keeps its digits: `1`, `1.50`; an approximate one its exponent: `1E3`. A datetime and an interval keep the text between the quotes. */
      readonly literal:
        | { readonly type: 'exact' | 'approximate' | 'string' | 'date' | 'time' | 'timestamp'; readonly text: string }
        | { readonly type: 'binary'; readonly hex: string }
        | {
            readonly type: 'interval';
            readonly text: string;
            readonly negative: boolean;
            readonly qualifier: IntervalQualifier;
          }
        | { readonly type: 'boolean'; readonly value: boolean }
        | { readonly type: 'null' };
      readonly at: Span;
    }
  | { readonly kind: 'name'; readonly name: Name; readonly at: Span }
  | Call
  | {
      /**
       * Operators by the names under which functions have them: `+ - * / || = <> < <= > >=`, `AND`, `OR`, `NOT`, unary `-` and `+`, `IS NULL`, `IS NOT NULL`, `IS TRUE`, `IS NOT TRUE`,
       * `IS FALSE`, `IS NOT FALSE`, `IS UNKNOWN`, `IS NOT UNKNOWN`, `IS DISTINCT FROM`, `IS NOT DISTINCT FROM`, `LIKE`, `NOT LIKE`, `SIMILAR TO`, `NOT SIMILAR TO` (with the escape as a third operand),
       * `BETWEEN`, `NOT BETWEEN`, `BETWEEN SYMMETRIC`, `NOT BETWEEN SYMMETRIC` (three operands); of periods (four operands: two beginnings and ends) `OVERLAPS`, `EQUALS`, `CONTAINS`, `PRECEDES`, `SUCCEEDS`, `LEADS`,
       * `LAGS`, `STRICTLY` before all of them but EQUALS, `IMMEDIATELY` before the last four; `CONTAINS` may have three, the third a point of time.
       */
      readonly kind: 'operator';
      readonly operator: string;
      readonly operands: readonly Expression[];
      readonly at: Span;
    }
  | {
      readonly kind: 'case';
      /** `CASE x WHEN …`; undefined in `CASE WHEN …` */
      readonly operand?: Expression;
      readonly whens: readonly { readonly when: readonly Expression[]; readonly then: Expression }[];
      readonly otherwise?: Expression;
      readonly at: Span;
    }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: DeclaredType; readonly at: Span }
  | {
      /** `(a - b) MINUTE TO SECOND` */
      readonly kind: 'datetime-difference';
      readonly left: Expression;
      readonly right: Expression;
      readonly qualifier: IntervalQualifier;
      readonly at: Span;
    }
  | {
      readonly kind: 'in-list';
      readonly operand: Expression;
      readonly list: readonly Expression[];
      readonly not: boolean;
      readonly at: Span;
    }
  | {
      readonly kind: 'in-query';
      readonly operand: Expression;
      readonly query: Query;
      readonly not: boolean;
      readonly at: Span;
    }
  | { readonly kind: 'exists'; readonly query: Query; readonly at: Span }
  | { readonly kind: 'scalar-subquery'; readonly query: Query; readonly at: Span }
  /** `(a, b)`, `ROW(a, b)` */
  | { readonly kind: 'row'; readonly items: readonly Expression[]; readonly at: Span }
  /** `CURSOR(SELECT STREAM …)`, an argument of table functions */
  | { readonly kind: 'cursor'; readonly query: Query; readonly at: Span };

/**
 * `NAME(…)`, and what SQL writes with words between the operands: `EXTRACT(MINUTE FROM x)`, `FLOOR(x TO MINUTE)`, `STEP(x BY INTERVAL '1' MINUTE)`, `POSITION(a IN b)`, `OVERLAY(a PLACING b FROM 1 FOR 2)`,
 * `SUBSTRING(a FROM 1 FOR 2)`, `TRIM(LEADING a FROM b)`, `CEIL(x TO HOUR)`, `TSDIFF`: operands in their order, the words in `unit` and `flag`. `CURRENT_TIMESTAMP` and its like are calls without parentheses.
 */
export interface Call {
  readonly kind: 'call';
  readonly name: Name;
  readonly operands: readonly Expression[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** `TO MINUTE`, `EXTRACT(MINUTE …)` */
  readonly unit?: TimeUnit;
  /** `LEADING`, `TRAILING`, `BOTH` of TRIM; `REGEX` of SUBSTRING(a SIMILAR b ESCAPE c); `FIRST`, `LAST` of NTH_VALUE(x, n) FROM LAST */
  readonly flag?: string;
  readonly over?: WindowSpecification;
  readonly at: Span;
}

export type TimeUnit =
  | IntervalField
  | 'MILLISECOND'
  | 'WEEK'
  | 'QUARTER'
  | 'DOW'
  | 'DOY'
  | 'EPOCH'
  | 'CENTURY'
  | 'DECADE'
  | 'MILLENNIUM';
