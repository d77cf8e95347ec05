import { required, structure } from '@paddock/wire';
import { ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { destinationNotFound } from '../errors.js';
import { onDestination } from '../logical-destinations.js';
import { DestinationName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteDestination.html */
export const deleteDestination = operation({
  name: 'DeleteDestination',
  input: structure('DeleteDestinationRequest', { destinationName: required(DestinationName) }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs: onDestination('DeleteDestination'),
  run: ({ store, logicalDestinations }, { destinationName }, request) =>
    store.change(async () => {
      const named = ownGroup(destinationName, request);
      const found = await logicalDestinations.current(named);
      if (found === undefined) throw destinationNotFound();
      return { changes: [logicalDestinations.delete(named, found.version)], result: undefined };
    }),
});
