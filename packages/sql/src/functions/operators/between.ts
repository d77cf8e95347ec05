import { BOOLEAN } from '../../types/sql-type.js';
import type { Value } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { and, or } from './three-valued.js';
import { comparisonDomain, domainComparator } from './comparison-domain.js';

/** `x BETWEEN a AND b` is `x >= a AND x <= b`: FALSE where one of the two is, even if the other is unknown. */
export const betweens: readonly ScalarFunction[] = [
  between('BETWEEN', false, false),
  between('NOT BETWEEN', false, true),
  between('BETWEEN SYMMETRIC', true, false),
  between('NOT BETWEEN SYMMETRIC', true, true),
];

function between(name: string, symmetric: boolean, negated: boolean): ScalarFunction {
  return {
    name,
    signatures: [`<COMPARABLE_TYPE> ${name} <COMPARABLE_TYPE> AND <COMPARABLE_TYPE>`],
    resolve: (operands) => resolve(operands, symmetric, negated),
  };
}

type Comparison = (a: Value, b: Value) => number;

function resolve(operands: readonly Operand[], symmetric: boolean, negated: boolean): ResolvedCall | undefined {
  const domain = comparisonDomain(operands.map(({ type }) => type));
  if (operands.length !== 3 || domain === undefined) return undefined;
  const first = domainComparator(domain, 0, 1) as Comparison;
  const second = domainComparator(domain, 0, 2) as Comparison;
  const within = symmetric ? isBetweenEither(first, second) : isBetween(first, second);
  return {
    type: BOOLEAN,
    operandTypes: domain.operandTypes,
    evaluate: negated ? negation(within) : within,
    takesNull: true,
  };
}

type Within = (value: Value, a: Value, b: Value) => boolean | null;

function isBetween(first: Comparison, second: Comparison): Within {
  return (value, a, b) => {
    if (value === null) return null;
    return and(notBelow(a === null ? null : first(value, a)), notAbove(b === null ? null : second(value, b)));
  };
}

function isBetweenEither(first: Comparison, second: Comparison): Within {
  return (value, a, b) => {
    if (value === null) return null;
    const toFirst = a === null ? null : first(value, a);
    const toSecond = b === null ? null : second(value, b);
    return or(and(notBelow(toFirst), notAbove(toSecond)), and(notAbove(toFirst), notBelow(toSecond)));
  };
}

function negation(within: Within): Within {
  return (value, a, b) => {
    const result = within(value, a, b);
    return result === null ? null : !result;
  };
}

const notBelow = (order: number | null): boolean | null => (order === null ? null : order >= 0);
const notAbove = (order: number | null): boolean | null => (order === null ? null : order <= 0);
