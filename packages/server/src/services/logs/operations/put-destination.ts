import { required, structure } from '@paddock/wire';
import { keysOf, requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { destinationArn } from '../domain/arn.js';
import { vendorOf } from '../domain/destination.js';
import type { LogicalDestination } from '../domain/logical-destination.js';
import { checkNotReserved } from '../group-tags.js';
import { invalidArn, destinationNameTooLong } from '../errors.js';
import { describeDestination } from '../logical-destinations.js';
import { keyPart, longestDestinationName } from '../destination-store.js';
import { DestinationName, DestinationShape, RoleArn, Tags, TargetArn } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDestination.html */
export const putDestination = operation({
  name: 'PutDestination',
  input: structure('PutDestinationRequest', {
    destinationName: required(DestinationName),
    targetArn: required(TargetArn),
    roleArn: required(RoleArn),
    tags: Tags,
  }),
  output: structure('PutDestinationResponse', { destination: DestinationShape }),
  errors: ['InvalidParameterException', 'OperationAbortedException', 'ServiceUnavailableException'],
  needs(_context, input, request): AuthorizationNeed[] {
    const resources = [destinationArn(ownGroup(input.destinationName, request))];
    const passed = keysOf({ 'iam:passedtoservice': `logs.${request.region}.amazonaws.com` });
    return [
      { action: 'logs:PutDestination', resources, keys: requestTags(input.tags) },
      { action: 'iam:PassRole', resources: [input.roleArn], keys: passed },
    ];
  },
  async run({ store, logicalDestinations, destinations, clock }, input, request) {
    const named = ownGroup(input.destinationName, request);
    const { targetArn, roleArn } = input;
    const vendor = vendorOf(targetArn);
    if (vendor !== 'kinesis' && vendor !== 'firehose') throw invalidArn(targetArn);
    if (keyPart(named.name).length > longestDestinationName) throw destinationNameTooLong();
    checkNotReserved(input.tags ?? {});
    await destinations.test(named, { destinationArn: targetArn, roleArn });
    return store.change(async () => {
      const before = await logicalDestinations.current(named);
      const destination: LogicalDestination = {
        created: clock.now(),
        ...before?.value,
        ...named,
        targetArn,
        roleArn,
        ...(input.tags === undefined ? {} : { tags: input.tags }),
      };
      return {
        changes: [logicalDestinations.put(destination, before?.version ?? 0)],
        result: { destination: describeDestination(destination) },
      };
    });
  },
});
