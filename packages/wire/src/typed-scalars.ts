import { serializationError } from './errors.js';

/** Scalars as AWS's older layer reads them, which knows their Java types and names them where it refuses: shared with those who read documents of their own. */

/** Where a value stands: in a structure, or in a list or map. */
export type TypedPosition = 'member' | 'element';

/** A structure in place of something else. */
export const foundStructure = 'Start of structure or map found where not expected';
/** A list in place of something else; the type follows. */
export const foundCollection = 'Unrecognized collection type';

/** A scalar in place of a structure. */
export const noStructure: Readonly<Record<TypedPosition, string>> = {
  member: 'Unexpected field type',
  element: 'Unexpected value type in payload',
};

/** A scalar in place of a list or a map. */
export const noCollection: Readonly<Record<TypedPosition, string>> = {
  member: 'Unexpected field type',
  element:
    'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
    '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
    "loader 'bootstrap')",
};

/** A boolean, or a word for one. @throws AwsError SerializationException */
export function typedBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return refuseScalar(value, 'Boolean');
  // Only short words can be one of the six: upper-casing megabytes is not worth its answer.
  const word = value.length > 5 ? '' : value.toUpperCase();
  if (word === 'TRUE' || word === '1' || word === 'YES') return true;
  if (word === 'FALSE' || word === '0' || word === 'NO') return false;
  throw serializationError('Unexpected token received from parser');
}

/** @throws AwsError SerializationException */
export const typedString = (value: unknown): string =>
  typeof value === 'string' ? value : refuseScalar(value, 'String');

/** Refuses what stands in place of a scalar of the Java type. @throws AwsError SerializationException */
export function refuseScalar(value: unknown, type: string, inPackage = 'java.lang'): never {
  if (Array.isArray(value)) throw serializationError(`${foundCollection} class ${inPackage}.${type}`);
  if (typeof value === 'object' && value !== null) throw serializationError(foundStructure);
  throw serializationError(`${tokenOf(value)} cannot be converted to ${type}`);
}

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}
