const operators = new Set(
  [
    'StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike',
    'NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals',
    'DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals',
    'Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null',
  ].flatMap((line) => line.toLowerCase().split(' ')),
);

/** Whether IAM knows a condition operator of this name, which stands without quantifier and `IfExists`. */
export function isConditionOperator(name: string): boolean {
  return operators.has(name.toLowerCase());
}
