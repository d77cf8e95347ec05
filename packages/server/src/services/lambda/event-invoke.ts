import type { AwsError, Infer } from '@paddock/wire';
import { resolveFunction, type NamedFunction } from './addressing.js';
import type { LambdaContext } from './context.js';
import { functionArn, parseFunctionArn, qualifiedArn } from './domain/arns.js';
import type { EventInvokeConfig, FunctionName, LambdaFunction } from './domain/lambda-function.js';
import { invalidParameter, notFound } from './errors.js';
import { roleNotAssumable } from './errors-functions.js';
import type { DestinationConfig, FunctionEventInvokeConfig } from './structures.js';

/** What is wrong with the settings of asynchronous invocation, in AWS's words. */
export const nothingToSet = (): AwsError =>
  invalidParameter('You must specify at least one of error handling or destination setting.');
export const noSuchFunction = (): AwsError => notFound("The function doesn't exist.");
export const noEventInvokeConfig = (named: NamedFunction): AwsError =>
  notFound(`The function ${qualifiedArn(named, eventPlace(named))} doesn't have an EventInvokeConfig`);
const invalidDestination = (arn: string): AwsError => invalidParameter(`The destination ARN ${arn} is invalid.`);
const itself = (): AwsError => invalidParameter("You can't specify the function as a destination for itself.");
const invalidConfig = ({ onSuccess, onFailure }: DestinationArns): AwsError => {
  const shown = (kind: string, arn: string | undefined) => (arn === undefined ? 'null' : `${kind}(destination=${arn})`);
  return invalidParameter(
    `The provided destination config DestinationConfig(onSuccess=${shown('OnSuccess', onSuccess)}, onFailure=${shown('OnFailure', onFailure)}) is invalid.`,
  );
};
/** Ours: AWS has these. */
const destinationNotHere = (service: string, arn: string): AwsError =>
  invalidParameter(
    `${service} is not available here: the destination ${arn} cannot be reached. Use a Lambda function.`,
  );
const noPermission = (call: string, arn: string): AwsError =>
  invalidParameter(`The function's execution role does not have permissions to call ${call} on ${arn}`);

export interface EventInvokeInput {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: Infer<typeof DestinationConfig> | undefined;
}

export type DestinationArns = Pick<EventInvokeConfig, 'onSuccess' | 'onFailure'>;

/** Where a function keeps its settings for a qualifier. */
export const eventPlace = ({ qualifier }: Pick<NamedFunction, 'qualifier'>): string => qualifier ?? '$LATEST';

export const eventInvokeOf = (owner: LambdaFunction, named: Pick<NamedFunction, 'qualifier'>) => {
  const place = eventPlace(named);
  return Object.hasOwn(owner.eventInvoke, place) ? owner.eventInvoke[place] : undefined;
};

/** Settings as answers show them: the ARN has a qualifier always. */
export const eventInvokeView = (
  named: FunctionName,
  place: string,
  config: EventInvokeConfig,
): Infer<typeof FunctionEventInvokeConfig> => ({
  LastModified: config.lastModified,
  FunctionArn: qualifiedArn(named, place),
  MaximumRetryAttempts: config.maximumRetryAttempts,
  MaximumEventAgeInSeconds: config.maximumEventAgeSeconds,
  DestinationConfig: {
    OnSuccess: config.onSuccess === undefined ? {} : { Destination: config.onSuccess },
    OnFailure: config.onFailure === undefined ? {} : { Destination: config.onFailure },
  },
});

/** What an input sets. @throws InvalidParameterValueException when that is nothing */
export function givenSettings(input: EventInvokeInput): Omit<EventInvokeConfig, 'lastModified'> {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age, DestinationConfig: destinations } = input;
  if (retries === undefined && age === undefined && destinations === undefined) throw nothingToSet();
  return {
    ...(retries === undefined ? {} : { maximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { maximumEventAgeSeconds: age }),
    ...destinationsOf(destinations),
  };
}

/** Empty ones are none. */
function destinationsOf(config: EventInvokeInput['DestinationConfig']): DestinationArns {
  const onSuccess = config?.OnSuccess?.Destination ?? '';
  const onFailure = config?.OnFailure?.Destination ?? '';
  return { ...(onSuccess === '' ? {} : { onSuccess }), ...(onFailure === '' ? {} : { onFailure }) };
}

/**
 * That the version or alias is there, and that what came of its events can be told to the destinations in the name of its role.
 * @throws ResourceNotFoundException, InvalidParameterValueException
 */
export async function assertDestinations(
  context: LambdaContext,
  named: NamedFunction,
  destinations: DestinationArns,
): Promise<void> {
  const target = await resolveFunction(context, named).catch(() => undefined);
  if (target === undefined) throw noSuchFunction();
  for (const [kind, arn] of Object.entries(destinations) as [keyof DestinationArns, string][])
    if (kind === 'onSuccess' || kind === 'onFailure')
      await assertDestination(context, { named, role: target.version.role, kind, arn, destinations });
}

interface Asked {
  readonly named: NamedFunction;
  readonly role: string;
  readonly kind: keyof DestinationArns;
  readonly arn: string;
  readonly destinations: DestinationArns;
}

async function assertDestination(context: LambdaContext, asked: Asked): Promise<void> {
  const { named, kind, arn, destinations } = asked;
  const [, , service = ''] = arn.split(':');
  switch (service) {
    case 'lambda': {
      const target = parseFunctionArn(arn);
      if (target === undefined) throw invalidDestination(arn);
      if (functionArn(target) === functionArn(named)) throw itself();
      await assertMay(context, asked, { action: 'lambda:InvokeFunction', call: 'InvokeFunction', service });
      if ((await resolveFunction(context, target).catch(() => undefined)) === undefined) throw invalidDestination(arn);
      return;
    }
    case 's3':
      if (kind === 'onSuccess') throw invalidConfig(destinations);
      if (context.objectSink === undefined) throw invalidDestination(arn);
      return assertMay(context, asked, { action: 's3:PutObject', call: 'PutObject', service, on: `${arn}/*` });
    case 'sqs':
      throw destinationNotHere('SQS', arn);
    case 'sns':
      throw destinationNotHere('SNS', arn);
    case 'events':
      throw destinationNotHere('EventBridge', arn);
    default:
      throw invalidConfig(destinations);
  }
}

/** Asks the policies of the role, as it acts when a record is sent. */
async function assertMay(
  context: LambdaContext,
  { named, role: roleArn, arn }: Asked,
  needed: { readonly action: string; readonly call: string; readonly service: string; readonly on?: string },
): Promise<void> {
  const role = context.acting.session({
    roleArn,
    service: 'lambda.amazonaws.com',
    sessionName: named.name,
    sourceArn: functionArn(named),
    sourceAccount: named.account,
  });
  if (role === undefined) throw roleNotAssumable();
  const target = context.target(needed.service);
  const need = { action: needed.action, resources: [needed.on ?? arn] };
  if (target === undefined || (await role.may(need, target, named.region)) !== undefined)
    throw noPermission(needed.call, arn);
}
