import type { ActingRoles } from '../../../authorization/acting-roles.js';
import type { Ids } from '../../../runtime/ids.js';
import type { Service } from '../../../service.js';
import type { ResolvedFunction } from '../addressing.js';
import { functionArn, parseFunctionArn } from '../domain/arns.js';
import type { LambdaFunction } from '../domain/lambda-function.js';
import type { AsyncInvocations, Destinations } from './index.js';
import type { AsyncEvent } from './event.js';

/** A bucket that takes objects: S3, where there is one. */
export interface ObjectSink {
  put(bucketArn: string, key: string, body: Uint8Array, role: string, owner: LambdaFunction): Promise<void>;
}

export interface DestinationParts {
  readonly acting: ActingRoles;
  readonly target: (service: string) => Service | undefined;
  readonly async: () => AsyncInvocations;
  /** @throws ResourceNotFoundException */
  readonly resolve: (event: Pick<AsyncEvent, 'account' | 'region' | 'name' | 'qualifier'>) => Promise<ResolvedFunction>;
  readonly ids: Ids;
  readonly objects?: ObjectSink | undefined;
  /** The server's time, ms since the epoch. */
  readonly now: () => number;
}

/** Tells functions and buckets what came of an event, in the name of the function's role. Queues, topics and buses are not there. */
export function createDestinations(parts: DestinationParts): Destinations {
  return {
    async send(arn, record, owner, role, event) {
      const named = parseFunctionArn(arn);
      if (named !== undefined) return sendToFunction(parts, { arn, named, record, owner, role, event });
      if (arn.startsWith('arn:aws:s3:::') && parts.objects !== undefined) {
        const key = objectKey(owner.name, parts.now(), parts.ids.requestId());
        return parts.objects.put(arn, key, Buffer.from(record), role, owner);
      }
      throw new Error(`${arn.split(':')[2] ?? 'this service'} is not available here`);
    },
  };
}

async function sendToFunction(
  parts: DestinationParts,
  sending: {
    readonly arn: string;
    readonly named: NonNullable<ReturnType<typeof parseFunctionArn>>;
    readonly record: string;
    readonly owner: LambdaFunction;
    readonly role: string;
    readonly event: AsyncEvent;
  },
): Promise<void> {
  const { arn, named, record, owner, role, event } = sending;
  const session = parts.acting.session({
    roleArn: role,
    service: 'lambda.amazonaws.com',
    sessionName: owner.name,
    sourceArn: functionArn(owner),
    sourceAccount: owner.account,
  });
  const service = parts.target('lambda');
  if (session === undefined || service === undefined) throw new Error('the role cannot be assumed');
  const denied = await session.may({ action: 'lambda:InvokeFunction', resources: [arn] }, service, named.region);
  if (denied !== undefined) throw new Error(denied);
  const { account, region, name, qualifier } = named;
  const told = { account, region, name, ...(qualifier === undefined ? {} : { qualifier }) };
  const target = await parts.resolve(told);
  const { traceId, lineage } = event;
  const accepted = {
    ...told,
    requestId: parts.ids.requestId(),
    traceId,
    ...(lineage === undefined ? {} : { lineage }),
  };
  await parts.async().accept(accepted, Buffer.from(record), target.version.timeout);
}

/** `aws/lambda/async/NAME/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID` */
function objectKey(name: string, now: number, uuid: string): string {
  const time = new Date(now).toISOString();
  return `aws/lambda/async/${name}/${time.slice(0, 10).replaceAll('-', '/')}/${time.slice(0, 19).replaceAll(':', '.')}-${uuid}`;
}
