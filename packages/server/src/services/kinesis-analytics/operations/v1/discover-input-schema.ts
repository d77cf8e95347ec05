import { structure, type Infer } from '@paddock/wire';
import { onAnything } from '../../addressing.js';
import { operation } from '../../context.js';
import type { DiscoverySource } from '../../discovery/contract.js';
import { invalidArgument } from '../../errors.js';
import { discoverySource } from '../../settings/discovery.js';
import { roleResource } from '../../settings/resources.js';
import { passRolesIn } from '../../settings/roles.js';
import {
  InputStartingPositionConfiguration,
  ParsedInputRecords,
  ProcessedInputRecords,
  RawInputRecords,
  ResourceARN,
} from '../../shapes.js';
import { InputProcessingConfiguration, RoleARN, S3Configuration, SourceSchema } from '../../structures-v1.js';
import { discoveredView } from '../../view-parts.js';

const input = structure('DiscoverInputSchemaRequest', {
  ResourceARN,
  RoleARN,
  InputStartingPositionConfiguration,
  S3Configuration,
  InputProcessingConfiguration,
});

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DiscoverInputSchema.html */
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
  ],
  needs: (_context, given, request) => [onAnything('DiscoverInputSchema')(), ...passRolesIn(given, request)],
  async run({ discovery }, given, { principal: { account }, region }) {
    const processor = given.InputProcessingConfiguration?.InputLambdaProcessor;
    const discovered = await discovery.discover({
      account,
      region,
      source: sourceOf(given),
      processor: processor && roleResource(processor),
    });
    return discoveredView(discovered);
  },
});

function sourceOf(given: Infer<typeof input>): DiscoverySource {
  const { ResourceARN: arn, RoleARN: role, S3Configuration: object } = given;
  if (arn !== undefined && role === undefined) throw invalidArgument('RoleARN must be specified with ResourceARN');
  return discoverySource({
    stream: arn === undefined ? undefined : { arn, role: role ?? '' },
    start: given.InputStartingPositionConfiguration?.InputStartingPosition,
    object: object && { bucketArn: object.BucketARN, fileKey: object.FileKey, role: object.RoleARN },
  });
}
