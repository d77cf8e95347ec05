import type { ConditionKeyType } from '@paddock/policy/reference';

const families = {
  string: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  numeric: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  bool: ['Bool'],
  address: ['IpAddress', 'NotIpAddress'],
  binary: ['BinaryEquals'],
  none: ['Null'],
} as const;

/** Every condition operator, those for texts first. */
export const operatorNames: readonly string[] = Object.values(families).flat();

/** The operators that a key's values can be compared with, the usual one first; all where the key is not known. */
export function operatorsFor(type: ConditionKeyType | undefined): readonly string[] {
  switch (type) {
    case 'String':
    case 'ArrayOfString':
      return [...families.string, ...families.none];
    case 'ARN':
    case 'ArrayOfARN':
      return [...families.arn, ...families.string, ...families.none];
    case 'Bool':
      return [...families.bool, ...families.string, ...families.none];
    case 'Numeric':
      return [...families.numeric, ...families.none];
    case 'Date':
      return [...families.date, ...families.numeric, ...families.none];
    case 'IPAddress':
      return [...families.address, ...families.none];
    default:
      return operatorNames;
  }
}
