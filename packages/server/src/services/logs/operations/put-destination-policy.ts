import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import { boolean, required, string, structure } from '@paddock/wire';
import { ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { destinationNotFound, invalidPolicy } from '../errors.js';
import { onDestination } from '../logical-destinations.js';
import { DestinationName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDestinationPolicy.html */
export const putDestinationPolicy = operation({
  name: 'PutDestinationPolicy',
  input: structure('PutDestinationPolicyRequest', {
    destinationName: required(DestinationName),
    accessPolicy: required(string({ min: 1 })),
    forceUpdate: boolean,
  }),
  output: undefined,
  errors: ['InvalidParameterException', 'OperationAbortedException', 'ServiceUnavailableException'],
  needs: onDestination('PutDestinationPolicy'),
  run({ store, logicalDestinations }, { destinationName, accessPolicy }, request) {
    const parsed = parsePolicy(accessPolicy, 'resource');
    if (!isPolicyDocument(parsed)) throw invalidPolicy(parsed.fault);
    return store.change(async () => {
      const found = await logicalDestinations.current(ownGroup(destinationName, request));
      if (found === undefined) throw destinationNotFound();
      return {
        changes: [logicalDestinations.put({ ...found.value, accessPolicy }, found.version)],
        result: undefined,
      };
    });
  },
});
