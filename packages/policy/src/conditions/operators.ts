import { arnTest } from './arn.js';
import { binaryTest } from './binary.js';
import { booleanTest } from './boolean.js';
import { dateTest } from './date.js';
import { addressTest } from './ip-address.js';
import { numericTest } from './numeric.js';
import { sameIgnoringCaseTest, sameTest, similarTest } from './string.js';
import type { CompileTest } from './test.js';

/** What a condition operator does, but for quantifier and `IfExists`, which all of them can have. */
export interface Operator {
  /** Whether it holds when no value of the policy matches, a missing key included: `StringNotEquals`. */
  readonly negated: boolean;
  readonly compile: CompileTest;
}

/** Whether IAM knows a condition operator of this name, which stands without quantifier and `IfExists`. Case does not matter. */
export function isConditionOperator(name: string): boolean {
  return name.toLowerCase() === NULL_OPERATOR || conditionOperator(name) !== undefined;
}

/** @returns undefined for an unknown name, and for `Null`, which compares no values. Case does not matter. */
export function conditionOperator(name: string): Operator | undefined {
  return operators.get(name.toLowerCase());
}

/** In lower case. */
export const NULL_OPERATOR = 'null';

const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>({
    StringEquals: is(sameTest),
    StringNotEquals: isNot(sameTest),
    StringEqualsIgnoreCase: is(sameIgnoringCaseTest),
    StringNotEqualsIgnoreCase: isNot(sameIgnoringCaseTest),
    StringLike: is(similarTest),
    StringNotLike: isNot(similarTest),
    NumericEquals: is(numericTest((value, limit) => value === limit)),
    NumericNotEquals: isNot(numericTest((value, limit) => value === limit)),
    NumericLessThan: is(numericTest((value, limit) => value < limit)),
    NumericLessThanEquals: is(numericTest((value, limit) => value <= limit)),
    NumericGreaterThan: is(numericTest((value, limit) => value > limit)),
    NumericGreaterThanEquals: is(numericTest((value, limit) => value >= limit)),
    DateEquals: is(dateTest((value, limit) => value === limit)),
    DateNotEquals: isNot(dateTest((value, limit) => value === limit)),
    DateLessThan: is(dateTest((value, limit) => value < limit)),
    DateLessThanEquals: is(dateTest((value, limit) => value <= limit)),
    DateGreaterThan: is(dateTest((value, limit) => value > limit)),
    DateGreaterThanEquals: is(dateTest((value, limit) => value >= limit)),
    Bool: is(booleanTest),
    BinaryEquals: is(binaryTest),
    IpAddress: is(addressTest),
    NotIpAddress: isNot(addressTest),
    ArnEquals: is(arnTest),
    ArnLike: is(arnTest),
    ArnNotEquals: isNot(arnTest),
    ArnNotLike: isNot(arnTest),
  }).map(([name, operator]) => [name.toLowerCase(), operator]),
);

function is(compile: CompileTest): Operator {
  return { negated: false, compile };
}

function isNot(compile: CompileTest): Operator {
  return { negated: true, compile };
}
