import { BOOLEAN } from '../../types/sql-type.js';
import type { Value } from '../../types/sql-type.js';
import { compareBytes, compareStrings, equalStrings } from '../../values/strings.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { comparisonDomain, domainComparator } from './comparison-domain.js';
import type { ComparisonDomain } from './comparison-domain.js';

type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';
type Test = (a: never, b: never) => boolean;

const names: readonly ComparisonOperator[] = ['=', '<>', '<', '<=', '>', '>='];

/** `=`, `<` and their like, and `IS [NOT] DISTINCT FROM`, for which NULL is a value as others are. */
export const comparisons: readonly ScalarFunction[] = [
  ...names.map((name) => ({
    name,
    signatures: [`<COMPARABLE_TYPE> ${name} <COMPARABLE_TYPE>`],
    resolve: (operands: readonly Operand[]) => resolve(operands, (domain) => ({ evaluate: test(name, domain) })),
  })),
  {
    name: 'IS DISTINCT FROM',
    signatures: ['<COMPARABLE_TYPE> IS DISTINCT FROM <COMPARABLE_TYPE>'],
    resolve: (operands) => resolve(operands, (domain) => ({ evaluate: distinct(domain, true), takesNull: true })),
  },
  {
    name: 'IS NOT DISTINCT FROM',
    signatures: ['<COMPARABLE_TYPE> IS NOT DISTINCT FROM <COMPARABLE_TYPE>'],
    resolve: (operands) => resolve(operands, (domain) => ({ evaluate: distinct(domain, false), takesNull: true })),
  },
];

function resolve(
  operands: readonly Operand[],
  evaluation: (domain: ComparisonDomain) => Pick<ResolvedCall, 'evaluate' | 'takesNull'>,
): ResolvedCall | undefined {
  if (operands.length !== 2) return undefined;
  const domain = comparisonDomain(operands.map(({ type }) => type));
  return domain && { type: BOOLEAN, operandTypes: domain.operandTypes, ...evaluation(domain) };
}

function distinct(domain: ComparisonDomain, expected: boolean): (a: Value, b: Value) => boolean {
  const equal = test('=', domain) as (a: Value, b: Value) => boolean;
  return (a, b) => {
    const same = a === null || b === null ? a === b : equal(a, b);
    return same !== expected;
  };
}

function test(operator: ComparisonOperator, domain: ComparisonDomain): Test {
  switch (domain.of) {
    case 'strings':
      return ofStrings[operator];
    case 'bytes':
      return ofBytes[operator];
    case 'scaled':
      return ofScaled(operator, domain);
    default:
      return primitive[operator] as Test;
  }
}

/** Of what JavaScript compares itself: numbers, bigints, booleans. */
const primitive: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const ofStrings: Readonly<Record<ComparisonOperator, (a: string, b: string) => boolean>> = {
  '=': equalStrings,
  '<>': (a, b) => !equalStrings(a, b),
  '<': (a, b) => compareStrings(a, b) < 0,
  '<=': (a, b) => compareStrings(a, b) <= 0,
  '>': (a, b) => compareStrings(a, b) > 0,
  '>=': (a, b) => compareStrings(a, b) >= 0,
};

const ofBytes: Readonly<Record<ComparisonOperator, (a: Uint8Array, b: Uint8Array) => boolean>> = {
  '=': (a, b) => compareBytes(a, b) === 0,
  '<>': (a, b) => compareBytes(a, b) !== 0,
  '<': (a, b) => compareBytes(a, b) < 0,
  '<=': (a, b) => compareBytes(a, b) <= 0,
  '>': (a, b) => compareBytes(a, b) > 0,
  '>=': (a, b) => compareBytes(a, b) >= 0,
};

function ofScaled(operator: ComparisonOperator, domain: ComparisonDomain): Test {
  const compare = domainComparator(domain, 0, 1) as (a: bigint, b: bigint) => number;
  const holds = primitive[operator];
  return (a: bigint, b: bigint) => holds(compare(a, b), 0);
}
