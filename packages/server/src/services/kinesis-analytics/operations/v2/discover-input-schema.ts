import { required, structure, type Infer } from '@paddock/wire';
import { onAnything, passRole } from '../../addressing.js';
import { operation } from '../../context.js';
import type { DiscoverySource } from '../../discovery/contract.js';
import { discoverySource } from '../../settings/discovery.js';
import {
  InputStartingPositionConfiguration,
  ParsedInputRecords,
  ProcessedInputRecords,
  RawInputRecords,
  ResourceARN,
} from '../../shapes.js';
import { InputProcessingConfiguration, RoleARN, S3Configuration, SourceSchema } from '../../structures-v2.js';
import { discoveredView } from '../../view-parts.js';

const input = structure('DiscoverInputSchemaRequest', {
  ResourceARN,
  ServiceExecutionRole: required(RoleARN),
  InputStartingPositionConfiguration,
  S3Configuration,
  InputProcessingConfiguration,
});

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DiscoverInputSchema.html */
export const discoverInputSchema = operation({
  name: 'DiscoverInputSchema',
  input,
  output: structure('DiscoverInputSchemaResponse', {
    InputSchema: SourceSchema,
    ParsedInputRecords,
    ProcessedInputRecords,
    RawInputRecords,
  }),
  errors: [
    'InvalidArgumentException',
    'UnableToDetectSchemaException',
    'ResourceProvisionedThroughputExceededException',
    'ServiceUnavailableException',
    'InvalidRequestException',
    'UnsupportedOperationException',
  ],
  needs: (_context, { ServiceExecutionRole: role }, request) => [
    onAnything('DiscoverInputSchema')(),
    passRole(role, request),
  ],
  async run({ discovery }, given, { principal: { account }, region }) {
    const { ServiceExecutionRole: role, InputProcessingConfiguration: processing } = given;
    const discovered = await discovery.discover({
      account,
      region,
      source: sourceOf(given),
      processor: processing && { arn: processing.InputLambdaProcessor.ResourceARN, role },
    });
    return discoveredView(discovered);
  },
});

function sourceOf(given: Infer<typeof input>): DiscoverySource {
  const { ResourceARN: arn, ServiceExecutionRole: role, S3Configuration: object } = given;
  return discoverySource({
    stream: arn === undefined ? undefined : { arn, role },
    start: given.InputStartingPositionConfiguration?.InputStartingPosition,
    object: object && { bucketArn: object.BucketARN, fileKey: object.FileKey, role },
  });
}
