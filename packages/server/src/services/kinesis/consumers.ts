import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { findStream } from './addressing.js';
import type { KinesisContext } from './context.js';
import { consumerArn, parseConsumerArn, parseStreamArn, streamArn } from './domain/arn.js';
import { isForOwner } from './domain/resource-policy.js';
import type { Consumer } from './domain/consumer.js';
import {
  consumerNamedTwice,
  consumerNotFound,
  consumerNotNamed,
  foreignRegion,
  malformedArn,
  type Named,
} from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

/** How an input names a consumer. */
export interface ConsumerReference {
  readonly ConsumerARN?: string | undefined;
  readonly StreamARN?: string | undefined;
  readonly ConsumerName?: string | undefined;
}

export interface NamedConsumer {
  readonly stream: Named;
  readonly name: string;
  /** Seconds since the epoch, when an ARN said it. */
  readonly createdSecond: number | undefined;
  /** The name or ARN, as the request gave it. */
  readonly given: string;
}

/**
 * The consumer that an input names, by its ARN or by its stream's ARN and its name; by all of them if they agree.
 * @throws InvalidArgumentException when it names none, two, or one of another region
 */
export function namedConsumer(input: ConsumerReference, request: RequestContext): NamedConsumer {
  const { ConsumerARN: arn, StreamARN: ofStream, ConsumerName: name } = input;
  if (arn === undefined) {
    if (ofStream === undefined || name === undefined) throw consumerNotNamed();
    const stream = parseStreamArn(ofStream);
    if (stream === undefined) throw malformedArn(ofStream);
    if (stream.region !== request.region) throw foreignRegion(ofStream, request.region);
    return { stream, name, createdSecond: undefined, given: name };
  }
  const parsed = parseConsumerArn(arn);
  if (parsed === undefined) throw malformedArn(arn);
  const { consumer, createdSecond, ...stream } = parsed;
  if (stream.region !== request.region) throw foreignRegion(arn, request.region);
  if (name !== undefined && name !== consumer) throw consumerNamedTwice('ConsumerName', name, arn);
  if (ofStream !== undefined && ofStream !== streamArn(stream)) throw consumerNamedTwice('StreamARN', ofStream, arn);
  return { stream, name: consumer, createdSecond, given: arn };
}

/**
 * The need of operations on a consumer. One that is named by its stream and its name is authorized as AWS does it, on as much of its ARN as the request
 * says: all but the time of its creation.
 */
export const onConsumer =
  (action: string) =>
  (_context: KinesisContext, input: ConsumerReference, request: RequestContext): AuthorizationNeed => {
    const named = namedConsumer(input, request);
    return {
      action: `kinesis:${action}`,
      resources: [namedConsumerArn(named) ?? `${streamArn(named.stream)}/consumer/${named.name}`],
      withinAccount: isForOwner(action),
    };
  };

/** The consumer's ARN in its one right form, whatever the request's looked like; undefined when it was named without one. */
export const namedConsumerArn = ({ stream, name, createdSecond: second }: NamedConsumer): string | undefined =>
  second === undefined ? undefined : consumerArn({ ...stream, consumer: name, createdSecond: second });

/** @throws ResourceNotFoundException for an unknown stream or consumer */
export async function findConsumer(context: KinesisContext, named: NamedConsumer): Promise<Versioned<Consumer>> {
  const { stream } = await findStream(context, named.stream);
  const found = await context.store.consumer({ ...named.stream, stream: stream.name, name: named.name });
  const isMeant =
    found?.value.streamId === stream.id &&
    (named.createdSecond === undefined || named.createdSecond === createdSecond(found.value));
  if (found === undefined || !isMeant) throw consumerNotFound(named.given, named.stream.account);
  return found;
}

/**
 * Changes a consumer by what it is now; when another request changes it in between, `change` is asked again. A consumer that it gives
 * back as it was is left alone. `also` says what else belongs in the same commit.
 */
export async function changeConsumer(
  context: KinesisContext,
  named: NamedConsumer,
  change: (consumer: Consumer) => Consumer,
  also: (changed: Consumer) => readonly RegistryChange[] = () => [],
): Promise<Consumer> {
  for (;;) {
    const { value, version } = await findConsumer(context, named);
    const changed = change(value);
    const others = also(changed);
    if (changed === value && others.length === 0) return value;
    try {
      await context.store.commit([context.store.putConsumer(changed, version), ...others]);
      return changed;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}

const createdSecond = (consumer: Consumer): number => Math.floor(consumer.created / 1000);

export const arnOfConsumer = (consumer: Consumer): string =>
  consumerArn({
    account: consumer.account,
    region: consumer.region,
    name: consumer.stream,
    consumer: consumer.name,
    createdSecond: createdSecond(consumer),
  });

/** A consumer as RegisterStreamConsumer and ListStreamConsumers tell it. AWS tells its creation in whole seconds. */
export const describeConsumer = (consumer: Consumer) => ({
  ConsumerName: consumer.name,
  ConsumerARN: arnOfConsumer(consumer),
  ConsumerStatus: consumer.status,
  ConsumerCreationTimestamp: createdSecond(consumer) * 1000,
});
