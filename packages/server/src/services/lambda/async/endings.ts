import type { Clock } from '../../../runtime/clock.js';
import type { Logger } from '../../../runtime/log.js';
import type { ResolvedFunction } from '../addressing.js';
import { functionArn, parseFunctionArn } from '../domain/arns.js';
import type { LambdaMetrics } from '../metrics.js';
import { configOf, destinationRecord, resourceOf, type AsyncEvent, type Attempt, type Ending } from './event.js';
import type { Destinations } from './index.js';

export interface EndingParts {
  readonly clock: Clock;
  readonly metrics: LambdaMetrics;
  readonly destinations: Destinations;
  readonly logger: Logger;
}

/** An event that is through. */
export interface Ended {
  readonly event: AsyncEvent;
  readonly target: ResolvedFunction;
  /** `Recursion`: the function has been among what its own destinations set off too often. */
  readonly ending: Ending | 'Recursion';
  readonly payload: Uint8Array;
  /** The last one, where there was any. */
  readonly attempt: Attempt | undefined;
}

/** Tells destinations and dead-letter queues what came of events. What cannot be told is counted, and lost, as on AWS. */
export class Endings {
  readonly #parts: EndingParts;

  constructor(parts: EndingParts) {
    this.#parts = parts;
  }

  async tell(ended: Ended): Promise<void> {
    const { event, target, ending, payload, attempt } = ended;
    const { metrics, clock } = this.#parts;
    const { function: owner, version } = target;
    const resource = resourceOf(event);
    if (ending === 'Recursion') metrics.add(event, 'RecursiveInvocationsDropped', 1, resource);
    if (ending !== 'Success') metrics.add(event, 'AsyncEventsDropped', 1, resource);
    const config = configOf(target);
    const arn = ending === 'Success' ? config?.onSuccess : config?.onFailure;
    // A function that is told of a loop may be part of it.
    const isLoop = ending === 'Recursion' && arn !== undefined && parseFunctionArn(arn) !== undefined;
    if (arn !== undefined && !isLoop) {
      const told = ending === 'Recursion' ? 'RetriesExhausted' : ending;
      const record = destinationRecord(event, functionArn(owner), told, { now: clock.now(), payload, attempt });
      await this.#send(ended, arn, record, 'DestinationDeliveryFailures');
    }
    if (ending !== 'Success' && version.deadLetterArn !== undefined)
      await this.#send(ended, version.deadLetterArn, Buffer.from(payload).toString(), 'DeadLetterErrors');
  }

  async #send(
    { event, target }: Ended,
    arn: string,
    record: string,
    failures: 'DestinationDeliveryFailures' | 'DeadLetterErrors',
  ): Promise<void> {
    const { destinations, metrics, logger } = this.#parts;
    const { function: owner, version } = target;
    const own = functionArn(owner);
    const lineage = { ...event.lineage, [own]: (event.lineage?.[own] ?? 0) + 1 };
    try {
      await destinations.send(arn, record, owner, version.role, { ...event, lineage });
    } catch (error) {
      metrics.add(event, failures, 1, resourceOf(event));
      logger.warn('a destination was not reached', { destination: arn, function: own, error });
    }
  }
}
