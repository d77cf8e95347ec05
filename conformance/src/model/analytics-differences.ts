/**
 * Where our shapes of the API of 2018-05-23 differ from the model on purpose: answers lack what only applications for Flink have, of which there
 * are none here. Requests have all of it, so that they are checked as AWS does before they are refused.
 */
export const analyticsV2Differences: readonly string[] = [
  ...['CreateApplication', 'DescribeApplication', 'UpdateApplication'].flatMap((operation) =>
    [
      'ApplicationMaintenanceConfigurationDescription',
      'ApplicationMode',
      'ApplicationVersionCreateTimestamp',
      'ApplicationVersionRolledBackFrom',
      'ApplicationVersionRolledBackTo',
      'ApplicationVersionUpdatedFrom',
      ...[
        'ApplicationCodeConfigurationDescription.CodeContentDescription.CodeMD5',
        'ApplicationCodeConfigurationDescription.CodeContentDescription.CodeSize',
        'ApplicationCodeConfigurationDescription.CodeContentDescription.S3ApplicationCodeLocationDescription',
        'ApplicationEncryptionConfigurationDescription',
        'ApplicationSnapshotConfigurationDescription',
        'ApplicationSystemRollbackConfigurationDescription',
        'EnvironmentPropertyDescriptions',
        'FlinkApplicationConfigurationDescription',
        'RunConfigurationDescription',
        'VpcConfigurationDescriptions',
        'ZeppelinApplicationConfigurationDescription',
      ].map((member) => `ApplicationConfigurationDescription.${member}`),
    ].map((member) => `${operation}.output.ApplicationDetail.${member}`),
  ),
  'ListApplications.output.ApplicationSummaries.[].ApplicationMode',

  // DescribeApplicationOperation and ListApplicationOperations, which would take it, are for Flink.
  ...[
    'AddApplicationCloudWatchLoggingOption',
    'DeleteApplicationCloudWatchLoggingOption',
    'StartApplication',
    'StopApplication',
    'UpdateApplication',
  ].map((operation) => `${operation}.output.OperationId`),

  // Operations that every application refuses.
  ...Object.entries({
    AddApplicationVpcConfiguration: 'ApplicationARN ApplicationVersionId OperationId VpcConfigurationDescription',
    CreateApplicationPresignedUrl: 'AuthorizedUrl',
    DeleteApplicationVpcConfiguration: 'ApplicationARN ApplicationVersionId OperationId',
    DescribeApplicationOperation: 'ApplicationOperationInfoDetails',
    DescribeApplicationSnapshot: 'SnapshotDetails',
    DescribeApplicationVersion: 'ApplicationVersionDetail',
    ListApplicationOperations: 'ApplicationOperationInfoList NextToken',
    ListApplicationSnapshots: 'NextToken SnapshotSummaries',
    ListApplicationVersions: 'ApplicationVersionSummaries NextToken',
    RollbackApplication: 'ApplicationDetail OperationId',
    UpdateApplicationMaintenanceConfiguration: 'ApplicationARN ApplicationMaintenanceConfigurationDescription',
  }).flatMap(([operation, members]) => members.split(' ').map((member) => `${operation}.output.${member}`)),
].map((path) => `${path}: only there`);
