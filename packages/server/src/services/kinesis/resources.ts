import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { findStream, namedStream, type StreamReference } from './addressing.js';
import { findConsumer, namedConsumer, namedConsumerArn, type NamedConsumer } from './consumers.js';
import type { KinesisContext } from './context.js';
import { parseConsumerArn, streamArn } from './domain/arn.js';
import { isForOwner } from './domain/resource-policy.js';
import type { Consumer } from './domain/consumer.js';
import type { Stream } from './domain/stream.js';
import type { Named } from './errors.js';

/** What a ResourceARN may name: a stream, or one of its consumers; and its ARN in the one right form. */
export type NamedResource =
  | { readonly kind: 'stream'; readonly arn: string; readonly stream: Named }
  | { readonly kind: 'consumer'; readonly arn: string; readonly consumer: NamedConsumer };

/** @throws InvalidArgumentException for an ARN of another form or another region */
export function namedResource(arn: string, request: RequestContext): NamedResource {
  if (parseConsumerArn(arn) === undefined) return streamResource({ StreamARN: arn }, request);
  const consumer = namedConsumer({ ConsumerARN: arn }, request);
  return { kind: 'consumer', arn: namedConsumerArn(consumer) ?? arn, consumer };
}

/** The stream that an input names. @throws InvalidArgumentException as `namedStream` does */
export function streamResource(input: StreamReference, request: RequestContext): NamedResource {
  const stream = namedStream(input, request);
  return { kind: 'stream', arn: streamArn(stream), stream };
}

/** The need of operations on either. */
export const onResource =
  (action: string) =>
  (_context: KinesisContext, input: { readonly ResourceARN: string }, request: RequestContext): AuthorizationNeed => ({
    action: `kinesis:${action}`,
    resources: [namedResource(input.ResourceARN, request).arn],
    withinAccount: isForOwner(action),
  });

/** What both kinds of resource have. @throws ResourceNotFoundException */
export async function findResource(context: KinesisContext, resource: NamedResource): Promise<Stream | Consumer> {
  return resource.kind === 'stream'
    ? (await findStream(context, resource.stream)).stream
    : (await findConsumer(context, resource.consumer)).value;
}
