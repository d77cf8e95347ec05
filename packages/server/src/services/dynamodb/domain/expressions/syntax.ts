/**
 * Expressions as they are written: grammar only, placeholders still in place. What is here depends on the text alone, so it is kept for
 * the next request with the same text (syntax-cache.ts).
 */

export interface PathSyntax {
  readonly kind: 'path';
  /** Names, #placeholders, and indices. */
  readonly steps: readonly (string | number)[];
  /** No placeholder is among the steps: they are the path. */
  readonly plain: boolean;
}

export interface ValueSyntax {
  readonly kind: 'value';
  /** With its colon. */
  readonly name: string;
}

export interface CallSyntax {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly OperandSyntax[];
}

export type OperandSyntax = PathSyntax | ValueSyntax | CallSyntax;

export type ConditionSyntax =
  | CallSyntax
  | {
      readonly kind: 'compare' | 'between' | 'in';
      readonly operator: string;
      readonly operands: readonly OperandSyntax[];
    }
  | { readonly kind: 'and' | 'or'; readonly left: ConditionSyntax; readonly right: ConditionSyntax }
  | { readonly kind: 'not'; readonly condition: ConditionSyntax };

export interface ArithmeticSyntax {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-';
  readonly left: OperandSyntax;
  readonly right: OperandSyntax;
}

export type ActionSyntax =
  | { readonly section: 'SET'; readonly path: PathSyntax; readonly value: OperandSyntax | ArithmeticSyntax }
  | { readonly section: 'REMOVE'; readonly path: PathSyntax }
  | { readonly section: 'ADD' | 'DELETE'; readonly path: PathSyntax; readonly value: ValueSyntax };
