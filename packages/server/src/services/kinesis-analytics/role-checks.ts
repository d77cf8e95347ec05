import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { AuthorizationNeed } from '../../request-context.js';
import type { Service } from '../../service.js';
import type { Application, ApplicationName, Input, Output, Reference } from './domain/application.js';
import { applicationArn } from './domain/arn.js';
import { firehoseNotHere, lambdaNotInvokable, objectNotReadable, roleNotAssumable } from './errors.js';

/** What an application does with its role, on which service's resources. */
export interface RoleNeed {
  readonly need: AuthorizationNeed;
  readonly service: 'kinesis' | 'lambda' | 's3' | 'logs';
}

/** Which way an application is denied: it has no such role, or the role may not. */
export type Denial = { readonly kind: 'role' } | { readonly kind: 'policy'; readonly message: string };

/** What applications' roles may. */
export class RoleChecks {
  readonly #acting: ActingRoles;
  readonly #target: (service: string) => Service | undefined;

  constructor(acting: ActingRoles, target: (service: string) => Service | undefined) {
    this.#acting = acting;
    this.#target = target;
  }

  /** Asked each time: the answer can change. @returns undefined when the role may do all of it */
  async denial(
    application: ApplicationName,
    role: string | undefined,
    needs: readonly RoleNeed[],
  ): Promise<Denial | undefined> {
    const session =
      role === undefined
        ? undefined
        : this.#acting.session({
            roleArn: role,
            service: 'kinesisanalytics.amazonaws.com',
            sessionName: 'kinesisanalytics',
            sourceArn: applicationArn(application),
            sourceAccount: application.account,
          });
    if (session === undefined) return { kind: 'role' };
    for (const { need, service } of needs) {
      const owner = this.#target(service);
      if (owner === undefined) return { kind: 'policy', message: `${service} is not available here` };
      const message = await session.may(need, owner, application.region);
      if (message !== undefined) return { kind: 'policy', message };
    }
    return undefined;
  }

  /**
   * What AWS asks of roles when settings name them: of a stream's, that the service can assume it; of a function's, that it may invoke it; of an object's, that it may read it.
   * @throws InvalidArgumentException
   */
  async checkInput(
    application: Application,
    { source, processor }: Pick<Input, 'source' | 'processor'>,
  ): Promise<void> {
    if (source.kind === 'firehose') throw firehoseNotHere(source.arn);
    await this.#assumable(application, source.role ?? application.serviceRole);
    if (processor !== undefined) await this.#invokable(application, processor);
  }

  /** @throws InvalidArgumentException */
  async checkProcessor(application: Application, processor: NonNullable<Input['processor']>): Promise<void> {
    await this.#invokable(application, processor);
  }

  /** @throws InvalidArgumentException */
  async checkOutput(application: Application, { destination }: Pick<Output, 'destination'>): Promise<void> {
    if (destination.kind === 'firehose') throw firehoseNotHere(destination.arn);
    if (destination.kind === 'lambda') await this.#invokable(application, destination);
    else await this.#assumable(application, destination.role ?? application.serviceRole);
  }

  /** @throws InvalidArgumentException */
  async checkReference(
    application: Application,
    reference: Pick<Reference, 'bucketArn' | 'fileKey' | 'role'>,
  ): Promise<void> {
    const denial = await this.denial(
      application,
      reference.role ?? application.serviceRole,
      readObjectNeeds(reference),
    );
    if (denial?.kind === 'role') throw roleNotAssumable();
    if (denial !== undefined) throw objectNotReadable();
  }

  /** @throws InvalidArgumentException */
  async checkRole(application: ApplicationName, role: string): Promise<void> {
    await this.#assumable(application, role);
  }

  async #assumable(application: ApplicationName, role: string | undefined): Promise<void> {
    if ((await this.denial(application, role, [])) !== undefined) throw roleNotAssumable();
  }

  async #invokable(application: Application, { arn, role }: { arn: string; role?: string }): Promise<void> {
    const used = role ?? application.serviceRole;
    const denial = await this.denial(application, used, invokeNeeds(arn));
    if (denial?.kind === 'role') throw roleNotAssumable();
    if (denial !== undefined) throw lambdaNotInvokable(used ?? '', arn);
  }
}

const onStream = (arn: string, actions: readonly string[]): RoleNeed[] =>
  actions.map((action) => ({ need: { action: `kinesis:${action}`, resources: [arn] }, service: 'kinesis' }));

export const readStreamNeeds = (arn: string): RoleNeed[] =>
  onStream(arn, ['DescribeStream', 'GetShardIterator', 'GetRecords']);
export const writeStreamNeeds = (arn: string): RoleNeed[] => onStream(arn, ['PutRecords']);
export const invokeNeeds = (arn: string): RoleNeed[] => [
  { need: { action: 'lambda:InvokeFunction', resources: [arn] }, service: 'lambda' },
];
export const readObjectNeeds = ({ bucketArn, fileKey }: Pick<Reference, 'bucketArn' | 'fileKey'>): RoleNeed[] => [
  { need: { action: 's3:GetObject', resources: [`${bucketArn}/${fileKey}`] }, service: 's3' },
];
export const putLogNeeds = (logStreamArn: string): RoleNeed[] => [
  { need: { action: 'logs:PutLogEvents', resources: [logStreamArn] }, service: 'logs' },
];
