import { arnComparison } from './arn.js';
import { binaryComparison } from './binary.js';
import { booleanComparison } from './boolean.js';
import { dateComparison } from './date.js';
import { addressComparison } from './ip-address.js';
import { numericComparison } from './numeric.js';
import { sameIgnoringCaseComparison, sameComparison, similarComparison } from './string.js';
import type { CompileComparison } from './comparison.js';

/** What a condition operator does, but for quantifier and `IfExists`, which all of them can have. */
export interface Operator {
  /** Whether it holds when no value of the policy matches, a missing key included: `StringNotEquals`. */
  readonly negated: boolean;
  readonly compile: CompileComparison;
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
    StringEquals: is(sameComparison),
    StringNotEquals: isNot(sameComparison),
    StringEqualsIgnoreCase: is(sameIgnoringCaseComparison),
    StringNotEqualsIgnoreCase: isNot(sameIgnoringCaseComparison),
    StringLike: is(similarComparison),
    StringNotLike: isNot(similarComparison),
    NumericEquals: is(numericComparison((value, limit) => value === limit)),
    NumericNotEquals: isNot(numericComparison((value, limit) => value === limit)),
    NumericLessThan: is(numericComparison((value, limit) => value < limit)),
    NumericLessThanEquals: is(numericComparison((value, limit) => value <= limit)),
    NumericGreaterThan: is(numericComparison((value, limit) => value > limit)),
    NumericGreaterThanEquals: is(numericComparison((value, limit) => value >= limit)),
    DateEquals: is(dateComparison((value, limit) => value === limit)),
    DateNotEquals: isNot(dateComparison((value, limit) => value === limit)),
    DateLessThan: is(dateComparison((value, limit) => value < limit)),
    DateLessThanEquals: is(dateComparison((value, limit) => value <= limit)),
    DateGreaterThan: is(dateComparison((value, limit) => value > limit)),
    DateGreaterThanEquals: is(dateComparison((value, limit) => value >= limit)),
    Bool: is(booleanComparison),
    BinaryEquals: is(binaryComparison),
    IpAddress: is(addressComparison),
    NotIpAddress: isNot(addressComparison),
    ArnEquals: is(arnComparison),
    ArnLike: is(arnComparison),
    ArnNotEquals: isNot(arnComparison),
    ArnNotLike: isNot(arnComparison),
  }).map(([name, operator]) => [name.toLowerCase(), operator]),
);

function is(compile: CompileComparison): Operator {
  return { negated: false, compile };
}

function isNot(compile: CompileComparison): Operator {
  return { negated: true, compile };
}
