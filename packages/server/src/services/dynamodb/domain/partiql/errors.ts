import type { AwsError } from '@paddock/wire';
import { invalid, invalidParameter } from '../../errors.js';
import type { Position } from './syntax.js';

/** What AWS says of PartiQL statements, one factory for each text. */

/** @param detail AWS gives none for characters and literals that it cannot read at all */
export const malformed = (detail = ''): AwsError =>
  invalid(`Statement wasn't well formed, can't be processed: ${detail}`);

const placed = (message: string, at: Position): AwsError =>
  invalid(`${message} at ${at.line}:${at.column}:${at.length}`);

/** @param construct as AWS's syntax tree calls it: IsType */
export const unsupportedOperation = (construct: string): AwsError => invalid(`Unsupported operation: ${construct}`);

export const unsupportedClause = (clause: string, at: Position): AwsError =>
  placed(`Unsupported clause: ${clause}`, at);

export const aliased = (): AwsError => invalid('Aliasing is not supported');

export const severalTables = (): AwsError => invalid('Only a single table or index can be selected from.');

export const deepSource = (): AwsError => invalid('A path may contain at most 2 components in the FROM clause');

export const emptySource = (): AwsError => invalid('Path component cannot be an empty string');

export const insertIntoIndex = (): AwsError =>
  invalid('FROM clause may only contain a single table name in data manipulation statements');

export const writeToIndex = (): AwsError => invalid('This operation is not supported on an index');

export const unexpectedPathComponent = (at: Position): AwsError => placed('Unexpected path component', at);

export const indexOutOfRange = (index: string, at: Position): AwsError =>
  placed(`List index is not within the allowable range; index: [${index}]`, at);

export const unrecognizedFunction = (name: string, at: Position): AwsError =>
  placed(`Unrecognized function: ${name}`, at);

export const unsupportedDataType = (type: string, under: string, at: Position): AwsError =>
  placed(`Unsupported data type: ${type} under key ${under}`, at);

export const emptyBag = (): AwsError => invalid('Empty bags are not supported');

export const mixedBag = (): AwsError =>
  invalid('Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags');

export const duplicateStrings = (members: readonly string[]): AwsError =>
  invalidParameter(`Input collection [${members.join(', ')}] contains duplicates.`);

/** @param members as they are written */
export const duplicateNumbers = (members: readonly string[], under: string): AwsError =>
  invalidParameter(`Input collection [${members.join(', ')}] contains duplicates! under ${under}`);

export const literalTooDeep = (under: string): AwsError =>
  invalid(`Nesting Levels have exceeded supported limits under ${under}`);

export const tooFewParameters = (): AwsError => invalid("Number of parameters in request and statement don't match.");

/** AWS lists the types in another order than it does for expressions. */
export const noSuchType = (name: string): AwsError =>
  invalid(`Invalid attribute type name found; type: ${name}, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}`);

export const setFunctionArguments = (name: string, at: Position): AwsError =>
  placed(`${name.toUpperCase()} must have exactly two arguments`, at);

export const setFunctionTarget = (name: string, at: Position): AwsError =>
  placed(`The first argument to ${name.toUpperCase()} must equal the assignment value`, at);

/** @param at of the first argument, although the second is at fault */
export const setFunctionMembers = (name: string, at: Position): AwsError =>
  placed(`The second argument to ${name.toUpperCase()} must be a value with type SET`, at);

export const deleteReturns = (clause: string): AwsError =>
  invalid(`Invalid returning clause: RETURNING ${clause}. Only RETURNING ALL OLD * is allowed in DELETE statements.`);

export const insertReturns = (clause: string): AwsError =>
  invalid(`Invalid returning clause: RETURNING ${clause}. RETURNING is not allowed in INSERT statements.`);

export const returnsColumns = (clause: string): AwsError =>
  invalid(`Invalid returning clause: RETURNING ${clause}. Only * can be returned.`);

export const noFullKey = (): AwsError =>
  invalid('Where clause does not contain a mandatory equality on all key attributes');

export const severalValuesOfKey = (name: string): AwsError =>
  invalid(`Multiple conditions on same key ${name}. Only single item Update/Insert/Delete are supported`);

export const indexUnknown = (): AwsError => invalid('The table does not have the specified index');

export const consistentOnGlobal = (): AwsError =>
  invalid('Strongly consistent read is not supported on Global Secondary Indexes');

export const severalAttributesInKey = (): AwsError =>
  invalid(
    'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
  );

export const duplicateColumn = (name: string): AwsError => invalid(`Duplicate identifiers in select clause: ${name}`);

export const filterNotProjected = (index: string, names: readonly string[]): AwsError =>
  invalidParameter(`Secondary index ${index} does not project one or more filter attributes: [${names.join(', ')}]`);

export const wrongKeyType = (name: string): AwsError =>
  invalid(`Key attribute's data type should match its data type in table's schema: Key ${name}`);

export const overlappingKeys = (): AwsError =>
  invalid('Overlapping conditions with range keys are not supported in where clause');

export const tooManyReads = (): AwsError => invalid('Too many decomposed read operations for a given query.');

export const orderWithoutWhere = (): AwsError =>
  invalid('Must have WHERE clause in the statement when using ORDER BY clause.');

export const orderNotByKey = (name: string): AwsError =>
  invalid(`Attribute ${name} in ORDER BY clause must be part of the primary key`);

export const orderOfScan = (): AwsError =>
  invalid('Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.');

export const orderOfSeveralPartitions = (): AwsError =>
  invalid('Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.');
