import type { Infer } from '@paddock/wire';
import type { RequestContext } from '../../request-context.js';
import type { LambdaContext } from './context.js';
import { functionArn } from './domain/arns.js';
import type { Configuration, FunctionName, Logging } from './domain/lambda-function.js';
import { runtimeStanding, supportsSnapStart } from './domain/runtime-names.js';
import {
  endedRuntime,
  foreignRuntime,
  levelOfText,
  memoryTooLarge,
  noSnapStart,
  notHere,
  packagesTooLarge,
  reservedVariables,
  roleNotAssumable,
  unknownRuntime,
  variablesTooLarge,
} from './errors-functions.js';
import { UNZIPPED_LIMIT } from './code/index.js';
import { assertDeadLetters } from './dead-letters.js';
import { layersOf } from './function-layers.js';
import {
  CapacityProviderConfig,
  DeadLetterConfig,
  DurableConfig,
  Environment,
  EphemeralStorage,
  FileSystemConfigList,
  ImageConfig,
  LayerList,
  LoggingConfig,
  SnapStart,
  TracingConfig,
  VpcConfig,
} from './structures-function.js';
import { Description, Handler, KMSKeyArn, MemorySize, text, Timeout } from './shapes.js';

/** What CreateFunction and UpdateFunctionConfiguration have in common, but for the role. */
export const configurationMembers = {
  Handler,
  Description,
  Timeout,
  MemorySize,
  VpcConfig,
  Environment,
  // Not an enumeration: AWS has words of its own for runtimes that it does not know.
  Runtime: text,
  DeadLetterConfig,
  KMSKeyArn,
  TracingConfig,
  Layers: LayerList,
  FileSystemConfigs: FileSystemConfigList,
  ImageConfig,
  EphemeralStorage,
  SnapStart,
  LoggingConfig,
  CapacityProviderConfig,
  DurableConfig,
} as const;

type Members = typeof configurationMembers;
export type ConfigurationInput = { readonly [K in keyof Members]?: Infer<Members[K]> | undefined } & {
  readonly Role?: string | undefined;
};

/** MB */
const mostMemory = 10_240;
/** Bytes of the variables, as JSON. */
const mostVariables = 4096;

const reserved: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/** What a function has before anything is said of it. */
export const defaultConfiguration = (
  name: string,
  given: Pick<Configuration, 'runtime' | 'handler' | 'role'>,
): Configuration => ({
  ...given,
  description: '',
  timeout: 3,
  memory: 128,
  tracing: 'PassThrough',
  layers: [],
  fileSystems: [],
  architecture: 'x86_64',
  ephemeral: 512,
  snapStart: 'None',
  logging: { format: 'Text', group: `/aws/lambda/${name}` },
});

/** Refuses what has no counterpart here, before anything else is looked at. @throws InvalidParameterValueException */
export function assertAvailable(input: ConfigurationInput): void {
  if (input.ImageConfig !== undefined) throw notHere('Functions of container images');
  if (input.CapacityProviderConfig !== undefined) throw notHere('Capacity providers');
  if (input.DurableConfig !== undefined) throw notHere('Durable functions');
}

/**
 * A configuration as an input changes it, checked as AWS does: what depends on the role, and on layers, included.
 * @throws InvalidParameterValueException
 */
export async function changedConfiguration(
  context: LambdaContext,
  named: FunctionName,
  before: Configuration,
  input: ConfigurationInput,
  request: RequestContext,
): Promise<Configuration> {
  if (input.Runtime !== undefined) assertRuntime(input.Runtime);
  if (input.MemorySize !== undefined && input.MemorySize > mostMemory) throw memoryTooLarge(mostMemory);
  if (input.Environment?.Variables !== undefined) assertVariables(input.Environment.Variables);
  const { environment, kmsKeyArn, vpc, deadLetterArn, ...rest } = before;
  const after: Configuration = {
    ...rest,
    ...kept('environment', input.Environment === undefined ? environment : (input.Environment.Variables ?? {})),
    ...kept('kmsKeyArn', emptyAsAbsent(input.KMSKeyArn ?? kmsKeyArn)),
    ...kept('vpc', input.VpcConfig === undefined ? vpc : vpcOf(input.VpcConfig)),
    ...kept(
      'deadLetterArn',
      // An empty ARN takes it away; an empty structure leaves it.
      emptyAsAbsent(input.DeadLetterConfig?.TargetArn ?? deadLetterArn),
    ),
    runtime: input.Runtime ?? before.runtime,
    handler: input.Handler ?? before.handler,
    role: input.Role ?? before.role,
    description: input.Description ?? before.description,
    timeout: input.Timeout ?? before.timeout,
    memory: input.MemorySize ?? before.memory,
    tracing: input.TracingConfig?.Mode ?? before.tracing,
    fileSystems:
      input.FileSystemConfigs?.map(({ Arn: arn, LocalMountPath: path }) => ({ arn, path })) ?? before.fileSystems,
    ephemeral: input.EphemeralStorage?.Size ?? before.ephemeral,
    snapStart: input.SnapStart?.ApplyOn ?? before.snapStart,
    logging: loggingOf(before.logging, input.LoggingConfig),
    layers: input.Layers === undefined ? before.layers : await layersOf(context, input.Layers, request),
  };
  if (after.snapStart === 'PublishedVersions' && !supportsSnapStart(after.runtime)) throw noSnapStart(after.runtime);
  if (input.Role !== undefined) assertAssumable(context, named, after.role);
  if (input.DeadLetterConfig !== undefined && after.deadLetterArn !== undefined)
    await assertDeadLetters(context, named, after.role, after.deadLetterArn);
  return after;
}

/** @throws InvalidParameterValueException when the files of a package and of layers are too many bytes together */
export function assertPackagesFit(
  code: { readonly unzipped: number },
  { layers }: Pick<Configuration, 'layers'>,
): void {
  const size = layers.reduce((sum, { unzipped }) => sum + unzipped, code.unzipped);
  if (size > UNZIPPED_LIMIT) throw packagesTooLarge(UNZIPPED_LIMIT, size);
}

function assertRuntime(runtime: string): void {
  switch (runtimeStanding(runtime)) {
    case 'here':
      return;
    case 'elsewhere':
      throw foreignRuntime(runtime);
    case 'ended':
      throw endedRuntime(runtime);
    case 'unknown':
      throw unknownRuntime(runtime);
  }
}

function assertVariables(variables: Readonly<Record<string, string>>): void {
  const taken = Object.keys(variables).filter((name) => reserved.has(name));
  if (taken.length > 0) throw reservedVariables(taken);
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > mostVariables) throw variablesTooLarge(measured);
}

function assertAssumable({ sts }: LambdaContext, named: FunctionName, roleArn: string): void {
  const assumed = sts.assumeRoleForService({
    roleArn,
    service: 'lambda.amazonaws.com',
    sessionName: named.name.slice(0, 64).padEnd(2, '-'),
    sourceArn: functionArn(named),
    sourceAccount: named.account,
  });
  if (assumed.outcome === 'refused') throw roleNotAssumable();
}

/** Levels belong to JSON: there they are INFO until something else is said, and go with it. */
function loggingOf(before: Logging, input: ConfigurationInput['LoggingConfig']): Logging {
  if (input === undefined) return before;
  const {
    LogFormat: format = before.format,
    ApplicationLogLevel,
    SystemLogLevel,
    LogGroup: group = before.group,
  } = input;
  if (format === 'Text') {
    if (ApplicationLogLevel !== undefined || SystemLogLevel !== undefined) throw levelOfText();
    return { format, group };
  }
  return {
    format,
    application: ApplicationLogLevel ?? before.application ?? 'INFO',
    system: SystemLogLevel ?? before.system ?? 'INFO',
    group,
  };
}

const vpcOf = (input: NonNullable<ConfigurationInput['VpcConfig']>): NonNullable<Configuration['vpc']> => ({
  subnetIds: input.SubnetIds ?? [],
  securityGroupIds: input.SecurityGroupIds ?? [],
  ...kept('ipv6', input.Ipv6AllowedForDualStack),
});

/** The member unless it is undefined. */
const kept = <K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: V };
const emptyAsAbsent = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
