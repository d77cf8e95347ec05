import { double, enumeration, integer, list, long, map, required, string, structure } from '@paddock/wire';
import { standardUnits } from '../../metrics/standard-units.js';

/** Shapes that several operations share, with the bounds of AWS's model. */
export const LogGroupName = string({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' });
export const LogGroupIdentifier = string({ min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' });
export const LogStreamName = string({ min: 1, max: 512, pattern: '[^:*]*' });
export const InputLogStreamNames = list(LogStreamName, { min: 1, max: 100 });
export const Arn = string();
export const KmsKeyId = string({ max: 256 });
export const LogGroupClass = enumeration('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY');
export const NextToken = string({ min: 1 });
export const DescribeLimit = integer({ min: 1, max: 50 });
export const EventsLimit = integer({ min: 1, max: 10_000 });
/** ms since the epoch */
export const Timestamp = long({ min: 0 });
export const EventMessage = string({ min: 1 });
export const SequenceToken = string({ min: 1 });
export const AccountIds = list(string({ min: 12, max: 12, pattern: '^\\d{12}$' }), { min: 0, max: 20 });
export const FilterPattern = string({ min: 0, max: 1024 });
export const FilterName = string({ min: 1, max: 512, pattern: '[^:*]*' });
export const FieldSelectionCriteria = string({ min: 0, max: 2000 });
export const EmitSystemFields = list(string());

export const TagKey = string({ min: 1, max: 128, pattern: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$' });
export const TagValue = string({ max: 256, pattern: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$' });
export const Tags = map(TagKey, TagValue, { min: 1, max: 50 });
export const TagList = list(TagKey, { min: 1 });
export const TagKeyList = list(TagKey, { min: 0, max: 50 });
export const AmazonResourceName = string({ min: 1, max: 1011, pattern: '[\\w+=/:,.@-]*' });
export const ResourceIdentifier = string({ min: 1, max: 2048, pattern: '[\\w+=/:,.@\\-\\*]*' });

export const MetricName = string({ max: 255, pattern: '[^:*$]*' });
/** The API model's pattern has no colons; AWS takes them. */
export const MetricNamespace = string({ max: 255 });
export const StandardUnit = enumeration(...standardUnits);
export const MetricTransformation = structure('MetricTransformation', {
  metricName: required(MetricName),
  metricNamespace: required(MetricNamespace),
  metricValue: required(string({ max: 100 })),
  defaultValue: double(),
  // AWS's messages print it in this order.
  unit: StandardUnit,
  dimensions: map(string({ max: 255 }), string({ max: 255 })),
});
export const MetricTransformations = list(MetricTransformation, { min: 1, max: 1 });

export const DestinationArn = string({ min: 1 });
export const RoleArn = string({ min: 1 });
export const Distribution = enumeration('Random', 'ByLogStream');

export const QueryLanguage = enumeration('CWLI', 'SQL', 'PPL');
export const QueryId = string({ min: 1, max: 256 });
export const QueryString = string({ min: 0, max: 10_000 });
export const QueryStatus = enumeration('Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown');

/** The ways in which reading operations name their group. */
export const groupReference = { logGroupName: LogGroupName, logGroupIdentifier: LogGroupIdentifier } as const;
export const QueryDefinitionName = string({ min: 1, max: 255 });
export const QueryDefinitionString = string({ min: 1, max: 10_000 });
export const QueryParameterList = list(
  structure('QueryParameter', {
    name: required(string({ min: 1, max: 128, pattern: '^[a-zA-Z_][a-zA-Z0-9_]*' })),
    defaultValue: string({ max: 1024 }),
    description: string({ max: 512 }),
  }),
  { max: 20 },
);
export const PolicyDocument = string({ min: 1, max: 51_200 });
export const PolicyScope = enumeration('ACCOUNT', 'RESOURCE');
export const RevisionId = string({ min: 1 });
export const ResourcePolicyShape = structure('ResourcePolicy', {
  policyName: string(),
  policyDocument: PolicyDocument,
  lastUpdatedTime: Timestamp,
  policyScope: PolicyScope,
  resourceArn: Arn,
  revisionId: RevisionId,
});
export const DestinationName = string({ min: 1, max: 512, pattern: '[^:*]*' });
export const TargetArn = string({ min: 1 });
export const DestinationShape = structure('Destination', {
  destinationName: DestinationName,
  targetArn: TargetArn,
  roleArn: RoleArn,
  accessPolicy: string({ min: 1 }),
  arn: Arn,
  creationTime: Timestamp,
});
