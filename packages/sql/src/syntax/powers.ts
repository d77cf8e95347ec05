/** How tightly operators bind: the more, the tighter. */
export const powers = {
  or: 22,
  and: 24,
  /** `IS TRUE` and its like: the reference reads `NOT UNKNOWN IS UNKNOWN` as `(NOT UNKNOWN) IS UNKNOWN`. */
  truth: 25,
  not: 26,
  /** `IS NULL`, `IS DISTINCT FROM` */
  is: 28,
  comparison: 30,
  /** `LIKE`, `SIMILAR TO`, `IN`, `BETWEEN` */
  predicate: 32,
  additive: 40,
  /** `*`, `/` and `||` */
  multiplicative: 60,
  unary: 80,
} as const;
