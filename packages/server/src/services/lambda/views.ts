import type { Infer } from '@paddock/wire';
import { qualifiedArn } from './domain/arns.js';
import type { FunctionVersion, LambdaFunction } from './domain/lambda-function.js';
import type { FunctionConfiguration } from './structures-function.js';

export type ConfigurationView = Infer<typeof FunctionConfiguration>;

/** A function's configuration as its operations answer it. @param qualifier what stands behind the ARN; nothing when undefined */
export function configurationView(
  { account, region, name }: LambdaFunction,
  version: FunctionVersion,
  qualifier: string | undefined,
): ConfigurationView {
  const { state, lastUpdateStatus } = version;
  return {
    ...listedView({ account, region, name }, version, qualifier),
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(region, version.runtime) },
    State: state,
    StateReason: version.stateReason,
    StateReasonCode: version.stateReasonCode as ConfigurationView['StateReasonCode'],
    // A function that is being made has had no update.
    LastUpdateStatus: state === 'Pending' ? undefined : lastUpdateStatus,
    LastUpdateStatusReason: version.lastUpdateStatusReason,
    LastUpdateStatusReasonCode: version.lastUpdateStatusReasonCode as ConfigurationView['LastUpdateStatusReasonCode'],
  };
}

/** The same as ListFunctions and ListVersionsByFunction answer it: without states. */
export function listedView(
  named: Pick<LambdaFunction, 'account' | 'region' | 'name'>,
  version: FunctionVersion,
  qualifier: string | undefined,
): ConfigurationView {
  const { vpc, logging, state } = version;
  return {
    FunctionName: named.name,
    FunctionArn: qualifiedArn(named, qualifier),
    Runtime: version.runtime as ConfigurationView['Runtime'],
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.code.size,
    Description: version.description,
    Timeout: version.timeout,
    MemorySize: version.memory,
    LastModified: lambdaTime(version.lastModified),
    CodeSha256: version.code.sha256,
    Version: version.version,
    VpcConfig:
      vpc === undefined
        ? undefined
        : {
            SubnetIds: vpc.subnetIds,
            SecurityGroupIds: vpc.securityGroupIds,
            VpcId: '',
            Ipv6AllowedForDualStack: vpc.ipv6 ?? false,
          },
    DeadLetterConfig: version.deadLetterArn === undefined ? undefined : { TargetArn: version.deadLetterArn },
    Environment: version.environment === undefined ? undefined : { Variables: version.environment },
    KMSKeyArn: version.kmsKeyArn,
    TracingConfig: { Mode: version.tracing },
    RevisionId: version.revisionId,
    Layers:
      version.layers.length === 0 ? undefined : version.layers.map(({ arn, size }) => ({ Arn: arn, CodeSize: size })),
    FileSystemConfigs:
      version.fileSystems.length === 0
        ? undefined
        : version.fileSystems.map(({ arn, path }) => ({ Arn: arn, LocalMountPath: path })),
    PackageType: 'Zip',
    Architectures: [version.architecture],
    EphemeralStorage: { Size: version.ephemeral },
    SnapStart: {
      ApplyOn: version.snapStart,
      OptimizationStatus:
        version.snapStart === 'PublishedVersions' && version.version !== '$LATEST' && state === 'Active' ? 'On' : 'Off',
    },
    LoggingConfig: {
      LogFormat: logging.format,
      ApplicationLogLevel: logging.application as never,
      SystemLogLevel: logging.system as never,
      LogGroup: logging.group,
    },
  };
}

/** `2024-04-10T09:00:13.123+0000`, as functions and layers tell times. */
export const lambdaTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

/** AWS names each build of a runtime by a digest. Ours has one per identifier. */
export const runtimeVersionArn = (region: string, runtime: string): string =>
  `arn:aws:lambda:${region}::runtime:${Buffer.from(runtime.padEnd(32, '.')).toString('hex').slice(0, 64)}`;
