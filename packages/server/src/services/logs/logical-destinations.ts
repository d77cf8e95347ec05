import type { Infer } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { ownGroup } from './addressing.js';
import { destinationArn } from './domain/arn.js';
import type { LogicalDestination } from './domain/logical-destination.js';
import type { DestinationShape } from './shapes.js';

export const describeDestination = (destination: LogicalDestination): Infer<typeof DestinationShape> => ({
  destinationName: destination.name,
  targetArn: destination.targetArn,
  roleArn: destination.roleArn,
  accessPolicy: destination.accessPolicy,
  arn: destinationArn(destination),
  creationTime: destination.created,
});

/** The need of operations on the destination that the input names. */
export const onDestination =
  (action: string) =>
  (_context: unknown, input: { readonly destinationName: string }, request: RequestContext): AuthorizationNeed => ({
    action: `logs:${action}`,
    resources: [destinationArn(ownGroup(input.destinationName, request))],
  });
