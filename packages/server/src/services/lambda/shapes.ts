import { double, enumeration, integer, long, sensitive, string } from '@paddock/wire';

/** Scalars of Lambda's API, with AWS's bounds and patterns: https://docs.aws.amazon.com/lambda/latest/api/API_Types.html */
export const text = string();
export const LayerName = string({
  min: 1,
  max: 140,
  pattern: '(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+',
});
export const LayerVersionNumber = long();
export const StatementId = string({ min: 1, max: 100, pattern: '([a-zA-Z0-9-_]+)' });
export const LayerPermissionAllowedAction = string({ min: 0, max: 22, pattern: 'lambda:GetLayerVersion' });
export const LayerPermissionAllowedPrincipal = string({ pattern: '\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root' });
export const OrganizationId = string({ min: 0, max: 34, pattern: 'o-[a-z0-9]{10,32}' });
export const NamespacedFunctionName = string({
  min: 1,
  max: 170,
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?',
});
export const Action = string({ pattern: '(lambda:[*]|lambda:[a-zA-Z]+|[*])' });
export const Principal = string({ pattern: '[^\\s]+' });
export const Arn = string({
  pattern: 'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)',
});
export const SourceOwner = string({ min: 0, max: 12, pattern: '\\d{12}' });
export const EventSourceToken = string({ min: 0, max: 256, pattern: '[a-zA-Z0-9._\\-]+' });
export const NumericLatestPublishedOrAliasQualifier = string({
  min: 1,
  max: 128,
  pattern: '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+',
});
export const PrincipalOrgID = string({ min: 12, max: 34, pattern: 'o-[a-z0-9]{10,32}' });
export const FunctionUrlAuthType = enumeration('NONE', 'AWS_IAM');
export const FunctionName = string({
  min: 1,
  max: 140,
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
});
export const Alias = string({ min: 1, max: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' });
export const VersionWithLatestPublished = string({ min: 1, max: 1024, pattern: '(\\$LATEST(\\.PUBLISHED)?|[0-9]+)' });
export const Description = string({ min: 0, max: 256 });
export const AdditionalVersion = string({ min: 1, max: 1024, pattern: '[0-9]+' });
export const Weight = double({ min: 0.0, max: 1.0 });
export const FunctionArn = string({
  min: 0,
  max: 10000,
  pattern:
    'arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
});
export const Version = string({ min: 1, max: 1024, pattern: '(\\$LATEST|[0-9]+)' });
export const CodeSigningPolicy = enumeration('Warn', 'Enforce');
export const TagKey = string();
export const TagValue = string();
export const CodeSigningConfigId = string({ pattern: 'csc-[a-zA-Z0-9-_\\.]{17}' });
export const CodeSigningConfigArn = string({
  min: 0,
  max: 200,
  pattern:
    'arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}',
});
export const BatchSize = integer({ min: 1, max: 10000 });
export const Pattern = string({ min: 0, max: 4096, pattern: '.*' });
export const MaximumBatchingWindowInSeconds = integer({ min: 0, max: 300 });
export const ParallelizationFactor = integer({ min: 1, max: 10 });
export const EventSourcePosition = enumeration('TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP');
export const DestinationArn = string({
  min: 0,
  max: 350,
  pattern:
    '$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)',
});
export const MaximumRecordAgeInSeconds = integer({ min: -1, max: 604800 });
export const MaximumRetryAttemptsEventSourceMapping = integer({ min: -1, max: 10000 });
export const TumblingWindowInSeconds = integer({ min: 0, max: 900 });
export const Topic = string({ min: 1, max: 249, pattern: '[^.]([a-zA-Z0-9\\-_.]+)' });
export const Queue = string({ min: 1, max: 1000, pattern: '[\\s\\S]*' });
export const SourceAccessType = enumeration(
  'BASIC_AUTH',
  'VPC_SUBNET',
  'VPC_SECURITY_GROUP',
  'SASL_SCRAM_512_AUTH',
  'SASL_SCRAM_256_AUTH',
  'VIRTUAL_HOST',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
);
export const URI = string({ min: 1, max: 200, pattern: '[a-zA-Z0-9-\\/*:_+=.@-]*' });
export const EndPointType = enumeration('KAFKA_BOOTSTRAP_SERVERS');
export const Endpoint = string({
  min: 1,
  max: 300,
  pattern:
    '(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}',
});
export const FunctionResponseType = enumeration('ReportBatchItemFailures');
export const SchemaRegistryUri = string({ min: 1, max: 10000, pattern: '[a-zA-Z0-9-\\/*:_+=.@-]*' });
export const SchemaRegistryEventRecordFormat = enumeration('JSON', 'SOURCE');
export const KafkaSchemaRegistryAuthType = enumeration(
  'BASIC_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
);
export const KafkaSchemaValidationAttribute = enumeration('KEY', 'VALUE');
export const MaximumConcurrency = integer({ min: 2, max: 1000 });
export const DatabaseName = string({ min: 1, max: 63, pattern: '[^ /\\.$\\x22]*' });
export const CollectionName = string({ min: 1, max: 57, pattern: '(^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*)' });
export const FullDocument = enumeration('UpdateLookup', 'Default');
export const KMSKeyArn = string({ pattern: '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()' });
export const EventSourceMappingMetric = enumeration('EventCount', 'ErrorCount', 'KafkaMetrics');
export const EventSourceMappingSystemLogLevel = enumeration('DEBUG', 'INFO', 'WARN');
export const MinimumNumberOfPollers = integer({ min: 1, max: 200 });
export const MaximumNumberOfPollers = integer({ min: 1, max: 2000 });
export const ProvisionedPollerGroupName = string({ min: 0, max: 128, pattern: '[a-zA-Z0-9-_]*' });
export const FilterCriteriaErrorCode = string({ min: 10, max: 50, pattern: '[A-Za-z]+Exception' });
export const FilterCriteriaErrorMessage = string({ min: 10, max: 2048, pattern: '.*' });
export const EventSourceMappingArn = string({
  min: 85,
  max: 120,
  pattern:
    'arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
});
export const Runtime = enumeration(
  'nodejs',
  'nodejs4.3',
  'nodejs6.10',
  'nodejs8.10',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'nodejs16.x',
  'java8',
  'java8.al2',
  'java11',
  'python2.7',
  'python3.6',
  'python3.7',
  'python3.8',
  'python3.9',
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'dotnet6',
  'dotnet8',
  'nodejs4.3-edge',
  'go1.x',
  'ruby2.5',
  'ruby2.7',
  'provided',
  'provided.al2',
  'nodejs18.x',
  'python3.10',
  'java17',
  'ruby3.2',
  'ruby3.3',
  'ruby3.4',
  'python3.11',
  'nodejs20.x',
  'provided.al2023',
  'python3.12',
  'java21',
  'python3.13',
  'nodejs22.x',
  'nodejs24.x',
  'python3.14',
  'java25',
  'dotnet10',
  'ruby4.0',
);
export const RoleArn = string({ pattern: 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+' });
export const Handler = string({ min: 0, max: 128, pattern: '[^\\s]+' });
export const S3Bucket = string({ min: 3, max: 63, pattern: '[0-9A-Za-z\\.\\-_]*(?<!\\.)' });
export const S3Key = string({ min: 1, max: 1024 });
export const S3ObjectVersion = string({ min: 1, max: 1024 });
export const Timeout = integer({ min: 1, max: 900 });
export const MemorySize = integer({ min: 128, max: 32768 });
export const SubnetId = string({ min: 0, max: 1024, pattern: 'subnet-[0-9a-z]*' });
export const SecurityGroupId = string({ min: 0, max: 1024, pattern: 'sg-[0-9a-zA-Z]*' });
export const PackageType = enumeration('Zip', 'Image');
export const ResourceArn = string({ pattern: '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()' });
export const EnvironmentVariableName = sensitive(string({ pattern: '[a-zA-Z]([a-zA-Z0-9_])+' }));
export const EnvironmentVariableValue = sensitive(string());
export const TracingMode = enumeration('Active', 'PassThrough');
export const LayerVersionArn = string({
  min: 1,
  max: 2048,
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)',
});
export const FileSystemArn = string({
  min: 0,
  max: 256,
  pattern:
    'arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}',
});
export const LocalMountPath = string({ min: 0, max: 160, pattern: '/mnt/[a-zA-Z0-9-_.]+' });
export const WorkingDirectory = string({ min: 0, max: 1000 });
export const Architecture = enumeration('x86_64', 'arm64');
export const EphemeralStorageSize = integer({ min: 512, max: 10240 });
export const SnapStartApplyOn = enumeration('PublishedVersions', 'None');
export const LogFormat = enumeration('JSON', 'Text');
export const ApplicationLogLevel = enumeration('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL');
export const SystemLogLevel = enumeration('DEBUG', 'INFO', 'WARN');
export const LogGroup = string({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' });
export const CapacityProviderArn = string({
  min: 1,
  max: 140,
  pattern:
    'arn:aws[a-zA-Z-]*:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+',
});
export const PerExecutionEnvironmentMaxConcurrency = integer({ min: 1, max: 1600 });
export const ExecutionEnvironmentMemoryGiBPerVCpu = double({ min: 2.0, max: 8.0 });
export const FunctionVersionLatestPublished = enumeration('LATEST_PUBLISHED');
export const RetentionPeriodInDays = integer({ min: 1, max: 90 });
export const ExecutionTimeout = integer({ min: 1, max: 31622400 });
export const TenantIsolationMode = enumeration('PER_TENANT');
export const NameSpacedFunctionArn = string({
  min: 0,
  max: 10000,
  pattern:
    'arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?',
});
export const VpcId = string();
export const SensitiveString = sensitive(string());
export const State = enumeration(
  'Pending',
  'Active',
  'Inactive',
  'Failed',
  'Deactivating',
  'Deactivated',
  'ActiveNonInvocable',
  'Deleting',
);
export const StateReason = string();
export const StateReasonCode = enumeration(
  'Idle',
  'Creating',
  'Restoring',
  'EniLimitExceeded',
  'InsufficientRolePermissions',
  'InvalidConfiguration',
  'InternalError',
  'SubnetOutOfIPAddresses',
  'InvalidSubnet',
  'InvalidSecurityGroup',
  'ImageDeleted',
  'ImageAccessDenied',
  'InvalidImage',
  'KMSKeyAccessDenied',
  'KMSKeyNotFound',
  'InvalidStateKMSKey',
  'DisabledKMSKey',
  'EFSIOError',
  'EFSMountConnectivityError',
  'EFSMountFailure',
  'EFSMountTimeout',
  'InvalidRuntime',
  'InvalidZipFileException',
  'FunctionError',
  'DrainingDurableExecutions',
  'VcpuLimitExceeded',
  'CapacityProviderScalingLimitExceeded',
  'InsufficientCapacity',
  'EC2RequestLimitExceeded',
  'FunctionError.InitTimeout',
  'FunctionError.RuntimeInitError',
  'FunctionError.ExtensionInitError',
  'FunctionError.InvalidEntryPoint',
  'FunctionError.InvalidWorkingDirectory',
  'FunctionError.PermissionDenied',
  'FunctionError.TooManyExtensions',
  'FunctionError.InitResourceExhausted',
  'DisallowedByVpcEncryptionControl',
);
export const LastUpdateStatus = enumeration('Successful', 'Failed', 'InProgress');
export const LastUpdateStatusReason = string();
export const LastUpdateStatusReasonCode = enumeration(
  'EniLimitExceeded',
  'InsufficientRolePermissions',
  'InvalidConfiguration',
  'InternalError',
  'SubnetOutOfIPAddresses',
  'InvalidSubnet',
  'InvalidSecurityGroup',
  'ImageDeleted',
  'ImageAccessDenied',
  'InvalidImage',
  'KMSKeyAccessDenied',
  'KMSKeyNotFound',
  'InvalidStateKMSKey',
  'DisabledKMSKey',
  'EFSIOError',
  'EFSMountConnectivityError',
  'EFSMountFailure',
  'EFSMountTimeout',
  'InvalidRuntime',
  'InvalidZipFileException',
  'FunctionError',
  'VcpuLimitExceeded',
  'CapacityProviderScalingLimitExceeded',
  'InsufficientCapacity',
  'EC2RequestLimitExceeded',
  'FunctionError.InitTimeout',
  'FunctionError.RuntimeInitError',
  'FunctionError.ExtensionInitError',
  'FunctionError.InvalidEntryPoint',
  'FunctionError.InvalidWorkingDirectory',
  'FunctionError.PermissionDenied',
  'FunctionError.TooManyExtensions',
  'FunctionError.InitResourceExhausted',
  'DisallowedByVpcEncryptionControl',
);
export const SnapStartOptimizationStatus = enumeration('On', 'Off');
export const RuntimeVersionArn = string({
  min: 26,
  max: 2048,
  pattern: 'arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+',
});
export const FunctionUrlQualifier = string({ min: 1, max: 128, pattern: '((?!^\\d+$)^[0-9a-zA-Z-_]+$)' });
export const Header = string({ min: 0, max: 1024, pattern: '.*' });
export const Method = string({ min: 0, max: 6, pattern: '.*' });
export const Origin = string({ min: 1, max: 253, pattern: '.*' });
export const MaxAge = integer({ min: 0, max: 86400 });
export const InvokeMode = enumeration('BUFFERED', 'RESPONSE_STREAM');
export const FunctionUrl = string({ min: 40, max: 100 });
export const Qualifier = string({ min: 1, max: 128, pattern: '(|[a-zA-Z0-9$_-]+)' });
export const UnreservedConcurrentExecutions = integer({ min: 0 });
export const TagsErrorCode = string({ min: 10, max: 21, pattern: '[A-Za-z]+Exception' });
export const TagsErrorMessage = string({ min: 84, max: 1000, pattern: '.*' });
export const ReservedConcurrentExecutions = integer({ min: 0 });
export const MaximumRetryAttempts = integer({ min: 0, max: 2 });
export const MaximumEventAgeInSeconds = integer({ min: 60, max: 21600 });
export const UnqualifiedFunctionName = string({
  min: 1,
  max: 140,
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)',
});
export const RecursiveLoop = enumeration('Terminate', 'Allow');
export const PublishedFunctionQualifier = string({ min: 1, max: 128, pattern: '(\\$LATEST\\.PUBLISHED|[0-9]+)' });
export const FunctionScalingConfigExecutionEnvironments = integer({ min: 0, max: 15000 });
export const LayerArn = string({
  min: 1,
  max: 140,
  pattern: 'arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+',
});
export const LicenseInfo = string({ min: 0, max: 512 });
export const PositiveInteger = integer({ min: 1 });
export const NonNegativeInteger = integer({ min: 0 });
export const ProvisionedConcurrencyStatusEnum = enumeration('IN_PROGRESS', 'READY', 'FAILED');
export const UpdateRuntimeOn = enumeration('Auto', 'Manual', 'FunctionUpdate');
export const InvocationType = enumeration('Event', 'RequestResponse', 'DryRun');
export const LogType = enumeration('None', 'Tail');
export const DurableExecutionName = string({ min: 1, max: 64, pattern: '[a-zA-Z0-9-_]+' });
export const TenantId = string({ min: 1, max: 256, pattern: '[a-zA-Z0-9\\._:\\/=+\\-@ ]+' });
export const DurableExecutionArn = string({
  min: 1,
  max: 1024,
  pattern:
    'arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)',
});
export const HttpStatus = integer();
export const ResponseStreamingInvocationType = enumeration('RequestResponse', 'DryRun');
export const MaxListItems = integer({ min: 1, max: 10000 });
export const MaxFunctionEventInvokeConfigListItems = integer({ min: 1, max: 50 });
export const MaxItems = integer({ min: 1, max: 50 });
export const MasterRegion = string({ pattern: 'ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}' });
export const FunctionVersion = enumeration('ALL');
export const MaxLayerListItems = integer({ min: 1, max: 50 });
export const MaxProvisionedConcurrencyConfigListItems = integer({ min: 1, max: 50 });
export const TaggableResource = string({
  min: 1,
  max: 256,
  pattern:
    'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)',
});
export const NamespacedStatementId = string({ min: 1, max: 100, pattern: '([a-zA-Z0-9-_.]+)' });
