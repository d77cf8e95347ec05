import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { KinesisContext } from './context.js';
import { parseStreamArn, streamArn } from './domain/arn.js';
import { isForOwner } from './domain/resource-policy.js';
import type { StreamView } from './domain/stream-view.js';
import {
  foreignRegion,
  malformedArn,
  streamNamedTwice,
  streamNotActive,
  streamNotFound,
  streamNotNamed,
  type Named,
} from './errors.js';

/** How an input names its stream. */
export interface StreamReference {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

/**
 * The stream that an input names, by name or by ARN; by both if they agree.
 * @throws InvalidArgumentException when it names none, two, or one of another region
 */
export function namedStream(input: StreamReference, request: RequestContext): Named {
  const { StreamName: name, StreamARN: arn } = input;
  if (arn === undefined) {
    if (name === undefined) throw streamNotNamed();
    return { account: request.principal.account, region: request.region, name };
  }
  const stream = parseStreamArn(arn);
  if (stream === undefined) throw malformedArn(arn);
  if (stream.region !== request.region) throw foreignRegion(arn, request.region);
  if (name !== undefined && name !== stream.name) throw streamNamedTwice(name, arn);
  return stream;
}

/** The need of most operations: their action, on the stream that the input names. */
export const onStream =
  (action: string) =>
  (_context: KinesisContext, input: StreamReference, request: RequestContext): AuthorizationNeed => ({
    action: `kinesis:${action}`,
    resources: [streamArn(namedStream(input, request))],
    withinAccount: isForOwner(action),
  });

/** The need of operations that AWS authorizes on no particular resource. */
export const onAnything = (action: string) => (): AuthorizationNeed => ({
  action: `kinesis:${action}`,
  resources: ['*'],
});

/** @throws ResourceNotFoundException */
export async function findStream(context: KinesisContext, named: Named): Promise<StreamView> {
  const view = context.store.peekStream(named) ?? (await context.store.stream(named));
  if (view === undefined) throw streamNotFound(named);
  return view;
}

/** @throws ResourceNotFoundException, or ResourceInUseException while the stream is being created, changed or deleted */
export async function findActiveStream(context: KinesisContext, named: Named): Promise<StreamView> {
  const view = await findStream(context, named);
  if (view.stream.status !== 'ACTIVE') throw streamNotActive(named, view.stream.status);
  return view;
}
