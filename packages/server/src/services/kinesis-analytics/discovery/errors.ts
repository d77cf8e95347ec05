import { AwsError } from '@paddock/wire';
import { invalidArgument } from '../errors.js';

/** The texts are ours: no answers of AWS's are on public record for these cases. */
export const streamNotFound = (arn: string): AwsError => invalidArgument(`Could not find the stream: ${arn}`);
export const streamNotReadable = (role: string, arn: string): AwsError =>
  invalidArgument(
    `Kinesis Analytics service doesn't have sufficient privileges to read the stream using the assumed role. Please check the role ${role} and the stream ${arn}`,
  );
export const objectNotProcessed = (): AwsError =>
  invalidArgument('InputProcessingConfiguration cannot be specified together with S3Configuration');

/** @param processed absent without a processor */
export const unableToDetectSchema = (
  message: string,
  raw: readonly string[],
  processed: readonly string[] | undefined,
): AwsError =>
  new AwsError('UnableToDetectSchemaException', message, {
    members: { RawInputRecords: raw, ...(processed === undefined ? {} : { ProcessedInputRecords: processed }) },
  });
