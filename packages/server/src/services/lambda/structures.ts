import { blob, boolean, integer, list, long, map, required, structure, timestamp } from '@paddock/wire';
import {
  AdditionalVersion,
  Alias,
  Arn,
  CodeSigningConfigArn,
  CodeSigningConfigId,
  CodeSigningPolicy,
  Description,
  DestinationArn,
  FunctionArn,
  FunctionScalingConfigExecutionEnvironments,
  FunctionUrl,
  FunctionUrlAuthType,
  Header,
  InvokeMode,
  MaxAge,
  MaximumEventAgeInSeconds,
  MaximumRetryAttempts,
  Method,
  NonNegativeInteger,
  Origin,
  PositiveInteger,
  ProvisionedConcurrencyStatusEnum,
  ReservedConcurrentExecutions,
  TagKey,
  TagValue,
  UnreservedConcurrentExecutions,
  Version,
  Weight,
  text,
} from './shapes.js';

/** Structures of aliases, code signing, URLs, concurrency, asynchronous invocation and invoking. */
export const AdditionalVersionWeights = map(AdditionalVersion, Weight);
export const AliasRoutingConfiguration = structure('AliasRoutingConfiguration', {
  AdditionalVersionWeights,
});
export const SigningProfileVersionArns = list(Arn, { min: 1, max: 20 });
export const AllowedPublishers = structure('AllowedPublishers', {
  SigningProfileVersionArns: required(SigningProfileVersionArns),
});
export const CodeSigningPolicies = structure('CodeSigningPolicies', {
  UntrustedArtifactOnDeployment: CodeSigningPolicy,
});
export const Tags = map(TagKey, TagValue);
export const CodeSigningConfig = structure('CodeSigningConfig', {
  CodeSigningConfigId: required(CodeSigningConfigId),
  CodeSigningConfigArn: required(CodeSigningConfigArn),
  Description,
  AllowedPublishers: required(AllowedPublishers),
  CodeSigningPolicies: required(CodeSigningPolicies),
  LastModified: required(text),
});
export const OnSuccess = structure('OnSuccess', {
  Destination: DestinationArn,
});
export const OnFailure = structure('OnFailure', {
  Destination: DestinationArn,
});
export const DestinationConfig = structure('DestinationConfig', {
  OnSuccess,
  OnFailure,
});
export const HeadersList = list(Header, { min: 0, max: 100 });
export const AllowMethodsList = list(Method, { min: 0, max: 6 });
export const AllowOriginsList = list(Origin, { min: 0, max: 100 });
export const Cors = structure('Cors', {
  AllowCredentials: boolean,
  AllowHeaders: HeadersList,
  AllowMethods: AllowMethodsList,
  AllowOrigins: AllowOriginsList,
  ExposeHeaders: HeadersList,
  MaxAge,
});
export const AccountLimit = structure('AccountLimit', {
  TotalCodeSize: long(),
  CodeSizeUnzipped: long(),
  CodeSizeZipped: long(),
  ConcurrentExecutions: integer(),
  UnreservedConcurrentExecutions,
});
export const AccountUsage = structure('AccountUsage', {
  TotalCodeSize: long(),
  FunctionCount: long(),
});
export const Concurrency = structure('Concurrency', {
  ReservedConcurrentExecutions,
});
export const FunctionScalingConfig = structure('FunctionScalingConfig', {
  MinExecutionEnvironments: FunctionScalingConfigExecutionEnvironments,
  MaxExecutionEnvironments: FunctionScalingConfigExecutionEnvironments,
});
export const InvokeResponseStreamUpdate = structure('InvokeResponseStreamUpdate', {
  Payload: blob(),
});
export const InvokeWithResponseStreamCompleteEvent = structure('InvokeWithResponseStreamCompleteEvent', {
  ErrorCode: text,
  ErrorDetails: text,
  LogResult: text,
});
export const AliasConfiguration = structure('AliasConfiguration', {
  AliasArn: FunctionArn,
  Name: Alias,
  FunctionVersion: Version,
  Description,
  RoutingConfig: AliasRoutingConfiguration,
  RevisionId: text,
});
export const AliasList = list(AliasConfiguration);
export const CodeSigningConfigList = list(CodeSigningConfig);
export const FunctionEventInvokeConfig = structure('FunctionEventInvokeConfig', {
  LastModified: timestamp,
  FunctionArn,
  MaximumRetryAttempts,
  MaximumEventAgeInSeconds,
  DestinationConfig,
});
export const FunctionEventInvokeConfigList = list(FunctionEventInvokeConfig);
export const FunctionUrlConfig = structure('FunctionUrlConfig', {
  FunctionUrl: required(FunctionUrl),
  FunctionArn: required(FunctionArn),
  CreationTime: required(text),
  LastModifiedTime: required(text),
  Cors,
  AuthType: required(FunctionUrlAuthType),
  InvokeMode,
});
export const FunctionUrlConfigList = list(FunctionUrlConfig);
export const FunctionArnList = list(FunctionArn);
/** What is told of one, alone and in lists. */
export const provisionedMembers = {
  RequestedProvisionedConcurrentExecutions: PositiveInteger,
  AvailableProvisionedConcurrentExecutions: NonNegativeInteger,
  AllocatedProvisionedConcurrentExecutions: NonNegativeInteger,
  Status: ProvisionedConcurrencyStatusEnum,
  StatusReason: text,
  LastModified: text,
} as const;
export const ProvisionedConcurrencyConfigListItem = structure('ProvisionedConcurrencyConfigListItem', {
  FunctionArn,
  ...provisionedMembers,
});
export const ProvisionedConcurrencyConfigList = list(ProvisionedConcurrencyConfigListItem);
export const TagKeyList = list(TagKey);
