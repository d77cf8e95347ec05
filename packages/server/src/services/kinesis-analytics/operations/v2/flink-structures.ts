import { blob, boolean, enumeration, integer, list, long, map, required, string, structure } from '@paddock/wire';
import { BucketARN, FileKey, Id, ResourceARN } from '../../shapes.js';

/**
 * What only applications of Flink and notebooks have. Requests that have it are checked like AWS's, and then refused: Flink is not part of this server.
 */
const ConfigurationType = enumeration('DEFAULT', 'CUSTOM');
const MetricsLevel = enumeration('APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM');
const LogLevel = enumeration('INFO', 'WARN', 'ERROR', 'DEBUG');
const CheckpointInterval = long({ min: 1 });
const MinPauseBetweenCheckpoints = long({ min: 0 });
const Parallelism = integer({ min: 1 });
const ParallelismPerKPU = integer({ min: 1 });

export const FlinkApplicationConfiguration = structure('FlinkApplicationConfiguration', {
  CheckpointConfiguration: structure('CheckpointConfiguration', {
    ConfigurationType: required(ConfigurationType),
    CheckpointingEnabled: boolean,
    CheckpointInterval,
    MinPauseBetweenCheckpoints,
  }),
  MonitoringConfiguration: structure('MonitoringConfiguration', {
    ConfigurationType: required(ConfigurationType),
    MetricsLevel,
    LogLevel,
  }),
  ParallelismConfiguration: structure('ParallelismConfiguration', {
    ConfigurationType: required(ConfigurationType),
    Parallelism,
    ParallelismPerKPU,
    AutoScalingEnabled: boolean,
  }),
});
export const FlinkApplicationConfigurationUpdate = structure('FlinkApplicationConfigurationUpdate', {
  CheckpointConfigurationUpdate: structure('CheckpointConfigurationUpdate', {
    ConfigurationTypeUpdate: ConfigurationType,
    CheckpointingEnabledUpdate: boolean,
    CheckpointIntervalUpdate: CheckpointInterval,
    MinPauseBetweenCheckpointsUpdate: MinPauseBetweenCheckpoints,
  }),
  MonitoringConfigurationUpdate: structure('MonitoringConfigurationUpdate', {
    ConfigurationTypeUpdate: ConfigurationType,
    MetricsLevelUpdate: MetricsLevel,
    LogLevelUpdate: LogLevel,
  }),
  ParallelismConfigurationUpdate: structure('ParallelismConfigurationUpdate', {
    ConfigurationTypeUpdate: ConfigurationType,
    ParallelismUpdate: Parallelism,
    ParallelismPerKPUUpdate: ParallelismPerKPU,
    AutoScalingEnabledUpdate: boolean,
  }),
});

const PropertyText = string({ min: 1, max: 2048 });
const PropertyGroup = structure('PropertyGroup', {
  PropertyGroupId: required(Id),
  PropertyMap: required(map(PropertyText, PropertyText, { min: 1, max: 50 })),
});
const propertyGroups = { PropertyGroups: required(list(PropertyGroup, { max: 50 })) };
export const EnvironmentProperties = structure('EnvironmentProperties', propertyGroups);
export const EnvironmentPropertyUpdates = structure('EnvironmentPropertyUpdates', propertyGroups);

export const ZipFileContent = blob({ min: 0, max: 52_428_800 });
const ObjectVersion = string({ min: 0, max: 1024 });
export const S3ContentLocation = structure('S3ContentLocation', {
  BucketARN: required(BucketARN),
  FileKey: required(FileKey),
  ObjectVersion,
});
export const S3ContentLocationUpdate = structure('S3ContentLocationUpdate', {
  BucketARNUpdate: BucketARN,
  FileKeyUpdate: FileKey,
  ObjectVersionUpdate: ObjectVersion,
});

export const ApplicationSnapshotConfiguration = structure('ApplicationSnapshotConfiguration', {
  SnapshotsEnabled: required(boolean),
});
export const ApplicationSnapshotConfigurationUpdate = structure('ApplicationSnapshotConfigurationUpdate', {
  SnapshotsEnabledUpdate: required(boolean),
});
export const ApplicationSystemRollbackConfiguration = structure('ApplicationSystemRollbackConfiguration', {
  RollbackEnabled: required(boolean),
});
export const ApplicationSystemRollbackConfigurationUpdate = structure('ApplicationSystemRollbackConfigurationUpdate', {
  RollbackEnabledUpdate: required(boolean),
});

const SubnetIds = list(string(), { min: 1, max: 16 });
const SecurityGroupIds = list(string(), { min: 1, max: 5 });
export const VpcConfiguration = structure('VpcConfiguration', {
  SubnetIds: required(SubnetIds),
  SecurityGroupIds: required(SecurityGroupIds),
});
export const VpcConfigurations = list(VpcConfiguration);
export const VpcConfigurationUpdates = list(
  structure('VpcConfigurationUpdate', {
    VpcConfigurationId: required(Id),
    SubnetIdUpdates: SubnetIds,
    SecurityGroupIdUpdates: SecurityGroupIds,
  }),
);

const BasePath = string({ min: 1, max: 1024, pattern: "[a-zA-Z0-9/!-_.*'()]+" });
const MavenName = string({ min: 1, max: 256, pattern: '[a-zA-Z0-9_.-]+' });
const CustomArtifactsConfiguration = list(
  structure('CustomArtifactConfiguration', {
    ArtifactType: required(enumeration('UDF', 'DEPENDENCY_JAR')),
    S3ContentLocation,
    MavenReference: structure('MavenReference', {
      GroupId: required(MavenName),
      ArtifactId: required(MavenName),
      Version: required(MavenName),
    }),
  }),
  { max: 50 },
);
export const ZeppelinApplicationConfiguration = structure('ZeppelinApplicationConfiguration', {
  MonitoringConfiguration: structure('ZeppelinMonitoringConfiguration', { LogLevel: required(LogLevel) }),
  CatalogConfiguration: structure('CatalogConfiguration', {
    GlueDataCatalogConfiguration: required(
      structure('GlueDataCatalogConfiguration', { DatabaseARN: required(ResourceARN) }),
    ),
  }),
  DeployAsApplicationConfiguration: structure('DeployAsApplicationConfiguration', {
    S3ContentLocation: required(structure('S3ContentBaseLocation', { BucketARN: required(BucketARN), BasePath })),
  }),
  CustomArtifactsConfiguration,
});
export const ZeppelinApplicationConfigurationUpdate = structure('ZeppelinApplicationConfigurationUpdate', {
  MonitoringConfigurationUpdate: structure('ZeppelinMonitoringConfigurationUpdate', {
    LogLevelUpdate: required(LogLevel),
  }),
  CatalogConfigurationUpdate: structure('CatalogConfigurationUpdate', {
    GlueDataCatalogConfigurationUpdate: required(
      structure('GlueDataCatalogConfigurationUpdate', { DatabaseARNUpdate: required(ResourceARN) }),
    ),
  }),
  DeployAsApplicationConfigurationUpdate: structure('DeployAsApplicationConfigurationUpdate', {
    S3ContentLocationUpdate: structure('S3ContentBaseLocationUpdate', {
      BucketARNUpdate: BucketARN,
      BasePathUpdate: BasePath,
    }),
  }),
  CustomArtifactsConfigurationUpdate: CustomArtifactsConfiguration,
});

const KeyId = string({ min: 1, max: 2048 });
const KeyType = enumeration('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KEY');
export const ApplicationEncryptionConfiguration = structure('ApplicationEncryptionConfiguration', {
  KeyId,
  KeyType: required(KeyType),
});
export const ApplicationEncryptionConfigurationUpdate = structure('ApplicationEncryptionConfigurationUpdate', {
  KeyIdUpdate: KeyId,
  KeyTypeUpdate: required(KeyType),
});

export const SnapshotName = string({ min: 1, max: 256, pattern: '[a-zA-Z0-9_.-]+' });
export const FlinkRunConfiguration = structure('FlinkRunConfiguration', { AllowNonRestoredState: boolean });
export const ApplicationRestoreConfiguration = structure('ApplicationRestoreConfiguration', {
  ApplicationRestoreType: required(
    enumeration('SKIP_RESTORE_FROM_SNAPSHOT', 'RESTORE_FROM_LATEST_SNAPSHOT', 'RESTORE_FROM_CUSTOM_SNAPSHOT'),
  ),
  SnapshotName,
});

/** Of a listing's limit and its token, of the operations of which only Flink's applications have something to list. */
export const ListLimit = integer({ min: 1, max: 50 });
export const NextToken = string({ min: 1, max: 512 });
/** Of an operation's kind, and of its id. */
export const OperationText = string({ min: 1, max: 64 });

export const ApplicationMaintenanceConfigurationUpdate = structure('ApplicationMaintenanceConfigurationUpdate', {
  ApplicationMaintenanceWindowStartTimeUpdate: required(
    string({ min: 5, max: 5, pattern: '([01][0-9]|2[0-3]):[0-5][0-9]' }),
  ),
});
