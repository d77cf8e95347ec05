import type { Tables } from '@paddock/store';
import type { MetricStore } from '../../../metrics/metric-store.js';
import type { Clock } from '../../../runtime/clock.js';
import type { Ids } from '../../../runtime/ids.js';
import type { Logger } from '../../../runtime/log.js';
import type { KinesisPort } from '../../kinesis/port.js';
import type { LogsPort } from '../../logs/port.js';
import type { Application, Output, RoleResource } from '../domain/application.js';
import { applicationArn } from '../domain/arn.js';
import { AnalyticsMetrics } from '../metrics.js';
import type { RoleChecks, RoleNeed } from '../role-checks.js';
import type { Destination } from './outputs/destination.js';
import { LambdaDestination } from './outputs/lambda-destination.js';
import { StreamDestination } from './outputs/stream-destination.js';
import type { Surroundings } from './ports.js';
import { FunctionCalls, type FunctionCaller } from './surroundings/function-calls.js';
import { LambdaProcessor } from './surroundings/lambda-processor.js';
import { LogStreamMessages } from './surroundings/message-log.js';
import { StoredReferences, type ObjectReader } from './surroundings/reference-data.js';

export type { FunctionCaller } from './surroundings/function-calls.js';
export type { ObjectReader } from './surroundings/reference-data.js';

export interface SurroundingsParts {
  readonly kinesis: KinesisPort;
  readonly checks: RoleChecks;
  /** Undefined where there is no Lambda. */
  readonly lambda: () => FunctionCaller | undefined;
  readonly objects: ObjectReader;
  readonly logs: LogsPort;
  readonly metrics: MetricStore;
  /** Where reference data is kept, in the applications' collections. */
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** The services around applications that run. */
export function createSurroundings(parts: SurroundingsParts): Surroundings {
  const { kinesis, checks, lambda, clock, ids } = parts;
  const messages = new LogStreamMessages(parts);
  const metrics = new AnalyticsMetrics(parts.metrics);
  const denialOf =
    (application: Application, { role = application.serviceRole }: Pick<RoleResource, 'role'>) =>
    (needs: readonly RoleNeed[]) =>
      checks.denial(application, role, needs);
  const callsOf = (application: Application, named: RoleResource): FunctionCalls =>
    new FunctionCalls({ functionArn: named.arn, lambda, denial: denialOf(application, named), clock });

  return {
    messages,
    metrics,
    references: new StoredReferences(parts),
    processor: (application, input) =>
      input.processor &&
      new LambdaProcessor({
        calls: callsOf(application, input.processor),
        applicationArn: applicationArn(application),
        streamArn: input.source.arn,
        ids,
        count: (counts) => metrics.processed(application, input, counts),
      }),
    destination: (application, output): Destination => {
      const { destination } = output;
      const tooLarge = (): void => messages.write(application, leftOut(output));
      if (destination.kind === 'lambda')
        return new LambdaDestination({
          calls: callsOf(application, destination),
          applicationArn: applicationArn(application),
          ids,
          count: (counts) => metrics.invoked(application, output, counts),
          tooLarge,
        });
      // Settings admit no other kind: there is no Firehose here.
      return new StreamDestination({
        kinesis,
        arn: destination.arn,
        denial: denialOf(application, destination),
        tooLarge,
      });
    },
  };
}

const leftOut = ({ id, stream }: Output) =>
  ({
    errorCode: 'OutputError',
    message: `A row of ${stream} was left out: it is larger than a record of its destination may be.`,
    itemId: id,
  }) as const;
