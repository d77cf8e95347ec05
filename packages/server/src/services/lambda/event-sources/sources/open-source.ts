import type { DynamoDbStreamsPort } from '../../../dynamodb-streams/port.js';
import type { KinesisPort } from '../../../kinesis/port.js';
import type { Mapping } from '../mapping.js';
import { DynamoDbSource } from './dynamodb-source.js';
import { KinesisSource } from './kinesis-source.js';
import type { Source } from './source.js';

/** The stream that a mapping reads, whether it is there or not. @throws FilterError */
export function openSource(
  { kinesis, dynamoDbStreams }: { readonly kinesis: KinesisPort; readonly dynamoDbStreams: DynamoDbStreamsPort },
  mapping: Mapping,
): Source {
  const criteria = { Filters: mapping.filters.map((Pattern) => ({ Pattern })) };
  return mapping.sourceKind === 'dynamodb'
    ? new DynamoDbSource(dynamoDbStreams, mapping, criteria)
    : new KinesisSource(kinesis.reader, mapping, criteria);
}
