import { blob, boolean, confidential, list, long, map, required, sensitive, structure } from '@paddock/wire';
import {
  Arn,
  ApplicationLogLevel,
  Architecture,
  CapacityProviderArn,
  Description,
  EnvironmentVariableName,
  EnvironmentVariableValue,
  EphemeralStorageSize,
  ExecutionEnvironmentMemoryGiBPerVCpu,
  ExecutionTimeout,
  FileSystemArn,
  FunctionArn,
  Handler,
  KMSKeyArn,
  LastUpdateStatus,
  LastUpdateStatusReason,
  LastUpdateStatusReasonCode,
  LayerVersionArn,
  LocalMountPath,
  LogFormat,
  LogGroup,
  MemorySize,
  NameSpacedFunctionArn,
  NamespacedFunctionName,
  PackageType,
  PerExecutionEnvironmentMaxConcurrency,
  ResourceArn,
  RetentionPeriodInDays,
  RoleArn,
  Runtime,
  RuntimeVersionArn,
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  SecurityGroupId,
  SensitiveString,
  SnapStartApplyOn,
  SnapStartOptimizationStatus,
  State,
  StateReason,
  StateReasonCode,
  SubnetId,
  SystemLogLevel,
  TagsErrorCode,
  TagsErrorMessage,
  TenantIsolationMode,
  Timeout,
  TracingMode,
  Version,
  VpcId,
  WorkingDirectory,
  text,
} from './shapes.js';

/** Structures of functions' configurations. */
export const FunctionCode = structure('FunctionCode', {
  ZipFile: sensitive(blob()),
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  ImageUri: text,
  SourceKMSKeyArn: KMSKeyArn,
});
export const SubnetIds = list(SubnetId, { min: 0, max: 16 });
export const SecurityGroupIds = list(SecurityGroupId, { min: 0, max: 5 });
export const VpcConfig = structure('VpcConfig', {
  SubnetIds,
  SecurityGroupIds,
  Ipv6AllowedForDualStack: boolean,
});
export const DeadLetterConfig = structure('DeadLetterConfig', {
  TargetArn: ResourceArn,
});
export const EnvironmentVariables = sensitive(map(EnvironmentVariableName, EnvironmentVariableValue));
export const Environment = structure('Environment', {
  Variables: EnvironmentVariables,
});
export const TracingConfig = structure('TracingConfig', {
  Mode: TracingMode,
});
export const LayerList = list(LayerVersionArn, { tellsNull: true });
export const FileSystemConfig = structure('FileSystemConfig', {
  Arn: required(FileSystemArn),
  LocalMountPath: required(LocalMountPath),
});
export const FileSystemConfigList = list(FileSystemConfig, { min: 0, max: 1 });
export const StringList = list(text, { min: 0, max: 1500 });
export const ImageConfig = structure('ImageConfig', {
  EntryPoint: StringList,
  Command: StringList,
  WorkingDirectory,
});
export const ArchitecturesList = list(Architecture, { min: 1, max: 1, tellsNull: true });
export const EphemeralStorage = structure('EphemeralStorage', {
  Size: required(EphemeralStorageSize),
});
export const SnapStart = structure('SnapStart', {
  ApplyOn: SnapStartApplyOn,
});
export const LoggingConfig = structure('LoggingConfig', {
  LogFormat,
  ApplicationLogLevel,
  SystemLogLevel,
  LogGroup,
});
export const LambdaManagedInstancesCapacityProviderConfig = structure('LambdaManagedInstancesCapacityProviderConfig', {
  CapacityProviderArn: required(CapacityProviderArn),
  PerExecutionEnvironmentMaxConcurrency,
  ExecutionEnvironmentMemoryGiBPerVCpu,
});
export const CapacityProviderConfig = structure('CapacityProviderConfig', {
  LambdaManagedInstancesCapacityProviderConfig: required(LambdaManagedInstancesCapacityProviderConfig),
});
export const DurableConfig = structure('DurableConfig', {
  RetentionPeriodInDays,
  ExecutionTimeout,
});
export const TenancyConfig = structure('TenancyConfig', {
  TenantIsolationMode: required(TenantIsolationMode),
});
export const VpcConfigResponse = structure('VpcConfigResponse', {
  SubnetIds,
  SecurityGroupIds,
  VpcId,
  Ipv6AllowedForDualStack: boolean,
});
export const EnvironmentError = structure('EnvironmentError', {
  ErrorCode: text,
  Message: SensitiveString,
});
export const EnvironmentResponse = structure('EnvironmentResponse', {
  Variables: EnvironmentVariables,
  Error: EnvironmentError,
});
export const TracingConfigResponse = structure('TracingConfigResponse', {
  Mode: TracingMode,
});
export const Layer = structure('Layer', {
  Arn: LayerVersionArn,
  CodeSize: long(),
  SigningProfileVersionArn: Arn,
  SigningJobArn: Arn,
});
export const LayersReferenceList = list(Layer);
export const ImageConfigError = structure('ImageConfigError', {
  ErrorCode: text,
  Message: SensitiveString,
});
export const ImageConfigResponse = structure('ImageConfigResponse', {
  ImageConfig,
  Error: ImageConfigError,
});
export const SnapStartResponse = structure('SnapStartResponse', {
  ApplyOn: SnapStartApplyOn,
  OptimizationStatus: SnapStartOptimizationStatus,
});
export const RuntimeVersionError = structure('RuntimeVersionError', {
  ErrorCode: text,
  Message: SensitiveString,
});
export const RuntimeVersionConfig = structure('RuntimeVersionConfig', {
  RuntimeVersionArn,
  Error: RuntimeVersionError,
});
export const FunctionConfiguration = structure('FunctionConfiguration', {
  FunctionName: NamespacedFunctionName,
  FunctionArn: NameSpacedFunctionArn,
  Runtime,
  Role: RoleArn,
  Handler,
  CodeSize: long(),
  Description,
  Timeout,
  MemorySize,
  LastModified: text,
  CodeSha256: text,
  Version,
  VpcConfig: VpcConfigResponse,
  DeadLetterConfig,
  Environment: EnvironmentResponse,
  KMSKeyArn,
  TracingConfig: TracingConfigResponse,
  MasterArn: FunctionArn,
  RevisionId: text,
  Layers: LayersReferenceList,
  State,
  StateReason,
  StateReasonCode,
  LastUpdateStatus,
  LastUpdateStatusReason,
  LastUpdateStatusReasonCode,
  FileSystemConfigs: FileSystemConfigList,
  PackageType,
  ImageConfigResponse,
  SigningProfileVersionArn: Arn,
  SigningJobArn: Arn,
  Architectures: ArchitecturesList,
  EphemeralStorage,
  SnapStart: SnapStartResponse,
  RuntimeVersionConfig,
  LoggingConfig,
  CapacityProviderConfig,
  ConfigSha256: text,
  DurableConfig,
  TenancyConfig,
});
export const FunctionCodeLocation = structure('FunctionCodeLocation', {
  RepositoryType: text,
  /** Presigned. */
  Location: confidential(text),
  ImageUri: text,
  ResolvedImageUri: text,
  SourceKMSKeyArn: text,
});
export const TagsError = structure('TagsError', {
  ErrorCode: required(TagsErrorCode),
  Message: required(TagsErrorMessage),
});
export const FunctionList = list(FunctionConfiguration);
