import type { AwsError } from '@paddock/wire';
import { invalidArgument } from '../errors.js';

/** What is wrong with settings. AWS's texts for these cases are not on public record: the code is AWS's, the words are ours. */
export const notOneSource = (): AwsError =>
  invalidArgument('Exactly one of KinesisStreamsInput and KinesisFirehoseInput must be specified for an input');
export const notOneDestination = (): AwsError =>
  invalidArgument(
    'Exactly one of KinesisStreamsOutput, KinesisFirehoseOutput and LambdaOutput must be specified for an output',
  );
export const noObject = (): AwsError =>
  invalidArgument('S3ReferenceDataSource with BucketARN and FileKey must be specified for a reference data source');
export const resourceMissing = (id: string): AwsError =>
  invalidArgument(`ResourceARNUpdate must be specified when ${id} is given another kind of resource`);
export const tooMany = (what: string, most: number): AwsError =>
  invalidArgument(`An application can have at most ${most} ${what}${most === 1 ? '' : 's'}`);
/** @param ids those that there are */
export const itemNotFound = (what: string, id: string, application: string, ids: readonly string[]): AwsError =>
  invalidArgument(
    `Application ${application} has no ${what} with the id ${id}${ids.length === 0 ? '' : `: it has ${ids.join(', ')}`}`,
  );
export const updatedTwice = (what: string, id: string): AwsError =>
  invalidArgument(`The ${what} with the id ${id} is updated more than once`);
export const startedTwice = (id: string): AwsError =>
  invalidArgument(`More than one starting position is given for the input with the id ${id}`);
export const nameInvalid = (what: string, name: string): AwsError =>
  invalidArgument(`${what} '${name}' must not include hyphens, whitespace, angle brackets or ampersands`);
export const columnTwice = (name: string): AwsError =>
  invalidArgument(`The schema has more than one column named ${name}`);
export const typeInvalid = (column: string, type: string): AwsError =>
  invalidArgument(`The SQL type '${type}' of column ${column} is not valid`);
export const hasProcessor = (id: string): AwsError =>
  invalidArgument(`The input with the id ${id} already has an input processing configuration`);
export const hasNoProcessor = (id: string): AwsError =>
  invalidArgument(`The input with the id ${id} has no input processing configuration`);
