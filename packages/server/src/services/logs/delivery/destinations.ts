import type { Clock } from '../../../runtime/clock.js';
import type { Service } from '../../../service.js';
import type { ActingRoles } from '../../../authorization/acting-roles.js';
import { groupArnWithStreams, type GroupName } from '../domain/arn.js';
import { vendorOf, type Vendor } from '../domain/destination.js';
import { parseDestinationArn } from '../domain/logical-destination.js';
import type { LogGroup, SubscriptionFilter } from '../domain/log-group.js';
import { lambdaNotAllowed, noRoleFor, roleNotAssumable, testMessageFailed } from '../errors.js';
import { controlMessage, packed } from './envelope.js';

/** What Logs asks of Lambda: its port. */
export interface LambdaTarget {
  deliver(
    functionArn: string,
    payload: Uint8Array,
    caller: Caller,
  ): Promise<'accepted' | 'no-such-function' | 'denied' | 'too-large' | 'throttled'>;
  check(functionArn: string, caller: Caller): Promise<'allowed' | 'no-such-function' | 'denied'>;
}

interface Caller {
  readonly service: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** What Logs asks of Kinesis: its port. */
export interface KinesisTarget {
  takesRecords(streamArn: string): Promise<boolean>;
  /** @returns how many were taken, counted from the first. @throws an error named RecordTooLargeError when the first can never be */
  put(streamArn: string, records: readonly { data: Uint8Array; partitionKey: string }[]): Promise<number>;
}

/** What destinations of other accounts stand for. */
interface LogicalDestinations {
  get(named: GroupName): { readonly targetArn: string; readonly roleArn: string } | undefined;
}

export interface DestinationParts {
  readonly logical: LogicalDestinations;
  readonly clock: Clock;
  readonly lambda: () => LambdaTarget | undefined;
  readonly kinesis: KinesisTarget;
  readonly acting: ActingRoles;
  /** The service of a name, whose policies are asked. */
  readonly target: (name: string) => Service | undefined;
}

/** What came of sending something. */
export type Sent = 'sent' | 'throttled' | 'failed' | 'too-large';

/** Sends what subscription filters let through to where it goes. */
export class Destinations {
  readonly #parts: DestinationParts;

  constructor(parts: DestinationParts) {
    this.#parts = parts;
  }

  /** Whether there is that function, whoever may call it. */
  async hasFunction(group: GroupName, functionArn: string): Promise<boolean> {
    const [caller] = callersOf(group);
    const answer = caller && (await this.#parts.lambda()?.check(functionArn, caller));
    return answer !== undefined && answer !== 'no-such-function';
  }

  /**
   * Checks that a filter's destination can be reached, as AWS does when a filter is made: by a test message, but for Lambda, whose permission is asked only.
   * @throws InvalidParameterException
   */
  async test(group: GroupName, filter: Pick<SubscriptionFilter, 'destinationArn' | 'roleArn'>): Promise<void> {
    const { clock } = this.#parts;
    const vendor = vendorOf(filter.destinationArn);
    if (vendor === 'logs') {
      // What it stands for was tested when it was made.
      if (this.#standsFor(filter.destinationArn) === undefined) throw testMessageFailed(vendor);
      return;
    }
    if (vendor === 'lambda') {
      const lambda = this.#parts.lambda();
      for (const caller of callersOf(group))
        if ((await lambda?.check(filter.destinationArn, caller)) === 'allowed') return;
      throw lambdaNotAllowed();
    }
    if (vendor !== 'kinesis') throw testMessageFailed(vendor ?? 'destination');
    if (filter.roleArn === undefined) throw noRoleFor(vendor);
    if (this.#session(group, filter.roleArn) === undefined) throw roleNotAssumable();
    const sent = await this.#toKinesis(group, filter, await packed(controlMessage(clock.now())), 'test');
    if (sent !== 'sent') throw testMessageFailed(vendor);
  }

  /** @param payload packed. @param key what a Kinesis stream shards by */
  async send(group: LogGroup, filter: SubscriptionFilter, payload: Uint8Array, key: string): Promise<Sent> {
    switch (vendorOf(filter.destinationArn)) {
      case 'lambda':
        return this.#toLambda(group, filter, payload);
      case 'kinesis':
        return this.#toKinesis(group, filter, payload, key);
      case 'logs': {
        const target = this.#standsFor(filter.destinationArn);
        return target ? this.send(group, { ...filter, ...target }, payload, key) : 'failed';
      }
      default:
        return 'failed';
    }
  }

  #standsFor(arn: string): Pick<SubscriptionFilter, 'destinationArn' | 'roleArn'> | undefined {
    const named = parseDestinationArn(arn);
    const found = named && this.#parts.logical.get(named);
    return found && { destinationArn: found.targetArn, roleArn: found.roleArn };
  }

  async #toLambda(group: LogGroup, { destinationArn }: SubscriptionFilter, payload: Uint8Array): Promise<Sent> {
    const data = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64');
    const event = Buffer.from(`{"awslogs":{"data":"${data}"}}`);
    for (const caller of callersOf(group)) {
      const answer = await this.#parts.lambda()?.deliver(destinationArn, event, caller);
      if (answer === 'accepted') return 'sent';
      if (answer === 'throttled' || answer === 'too-large') return answer;
      if (answer !== 'denied') return 'failed';
    }
    return 'failed';
  }

  async #toKinesis(
    group: GroupName,
    { destinationArn, roleArn = '' }: Pick<SubscriptionFilter, 'destinationArn' | 'roleArn'>,
    data: Uint8Array,
    partitionKey: string,
  ): Promise<Sent> {
    const { kinesis, target } = this.#parts;
    const role = this.#session(group, roleArn);
    const service = target('kinesis');
    const need = { action: 'kinesis:PutRecord', resources: [destinationArn] };
    if (role === undefined || service === undefined) return 'failed';
    if ((await role.may(need, service, group.region)) !== undefined) return 'failed';
    try {
      if (!(await kinesis.takesRecords(destinationArn))) return 'failed';
      return (await kinesis.put(destinationArn, [{ data, partitionKey }])) === 1 ? 'sent' : 'throttled';
    } catch (error) {
      if (error instanceof Error && error.name === 'RecordTooLargeError') return 'too-large';
      return 'failed';
    }
  }

  /** The filter's role, which may trust the service as such or that of its region. */
  #session(group: GroupName, roleArn: string): ReturnType<ActingRoles['session']> {
    const { acting } = this.#parts;
    const wanted = {
      roleArn,
      sessionName: 'CloudWatchLogs',
      sourceArn: groupArnWithStreams(group),
      sourceAccount: group.account,
    };
    return (
      acting.session({ ...wanted, service: 'logs.amazonaws.com' }) ??
      acting.session({ ...wanted, service: `logs.${group.region}.amazonaws.com` })
    );
  }
}

/** As DestinationType has it in the metrics. */
export const destinationType = (vendor: Vendor | undefined): string =>
  vendor === 'lambda' ? 'Lambda' : vendor === 'firehose' ? 'Firehose' : 'KinesisStream';

/** A function's policy may let in the service as such or that of its region. */
const callersOf = (group: GroupName): readonly Caller[] =>
  ['logs.amazonaws.com', `logs.${group.region}.amazonaws.com`].map((service) => ({
    service,
    sourceArn: groupArnWithStreams(group),
    sourceAccount: group.account,
  }));
