import { enumeration, integer, list, long, required, string, structure } from '@paddock/wire';

/** Shapes that both APIs have alike, with the bounds of AWS's models. */
export const ApplicationName = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const ApplicationDescription = string({ min: 0, max: 1024 });
export const ApplicationVersionId = long({ min: 1, max: 999_999_999 });
export const Id = string({ min: 1, max: 50, pattern: '[a-zA-Z0-9_.-]+' });
export const InAppTableName = string({ min: 1, max: 32 });
export const ResourceARN = string({ min: 1, max: 2048, pattern: 'arn:.*' });
export const LogStreamARN = ResourceARN;
export const BucketARN = ResourceARN;
export const FileKey = string({ min: 1, max: 1024 });
export const ListApplicationsInputLimit = integer({ min: 1, max: 50 });

export const RecordFormatType = enumeration('JSON', 'CSV');
export const DestinationSchema = structure('DestinationSchema', { RecordFormatType: required(RecordFormatType) });

export const InputParallelismCount = integer({ min: 1, max: 64 });
export const InputParallelism = structure('InputParallelism', { Count: InputParallelismCount });

export const InputStartingPosition = enumeration('NOW', 'TRIM_HORIZON', 'LAST_STOPPED_POINT');
export const InputStartingPositionConfiguration = structure('InputStartingPositionConfiguration', {
  InputStartingPosition,
});

// What DiscoverInputSchema has seen.
export const ParsedInputRecords = list(list(string()));
export const ProcessedInputRecords = list(string());
export const RawInputRecords = list(string());

const TagKey = string({ min: 1, max: 128 });
export const Tag = structure('Tag', { Key: required(TagKey), Value: string({ min: 0, max: 256 }) });
export const Tags = list(Tag, { min: 1, max: 200 });
export const TagKeys = list(TagKey, { min: 1, max: 200 });
