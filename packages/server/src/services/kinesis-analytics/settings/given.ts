/**
 * Settings as requests of either API give them: the newer one has no roles here, so that every role may be absent. The shapes of both APIs infer to types that
 * can be assigned to these.
 */
export interface GivenResource {
  readonly ResourceARN: string;
  readonly RoleARN?: string | undefined;
}

export interface GivenResourceUpdate {
  readonly ResourceARNUpdate?: string | undefined;
  readonly RoleARNUpdate?: string | undefined;
}

export interface GivenFormat {
  readonly RecordFormatType: 'JSON' | 'CSV';
  readonly MappingParameters?:
    | {
        readonly JSONMappingParameters?: { readonly RecordRowPath: string } | undefined;
        readonly CSVMappingParameters?:
          | { readonly RecordRowDelimiter: string; readonly RecordColumnDelimiter: string }
          | undefined;
      }
    | undefined;
}

export interface GivenColumn {
  readonly Name: string;
  readonly Mapping?: string | undefined;
  readonly SqlType: string;
}

export interface GivenSchema {
  readonly RecordFormat: GivenFormat;
  readonly RecordEncoding?: string | undefined;
  readonly RecordColumns: readonly GivenColumn[];
}

export interface GivenSchemaUpdate {
  readonly RecordFormatUpdate?: GivenFormat | undefined;
  readonly RecordEncodingUpdate?: string | undefined;
  readonly RecordColumnUpdates?: readonly GivenColumn[] | undefined;
}

export interface GivenProcessing {
  readonly InputLambdaProcessor: GivenResource;
}

export interface GivenInput {
  readonly NamePrefix: string;
  readonly InputProcessingConfiguration?: GivenProcessing | undefined;
  readonly KinesisStreamsInput?: GivenResource | undefined;
  readonly KinesisFirehoseInput?: GivenResource | undefined;
  readonly InputParallelism?: { readonly Count?: number | undefined } | undefined;
  readonly InputSchema: GivenSchema;
}

export interface GivenInputUpdate {
  readonly InputId: string;
  readonly NamePrefixUpdate?: string | undefined;
  readonly InputProcessingConfigurationUpdate?:
    | { readonly InputLambdaProcessorUpdate: GivenResourceUpdate }
    | undefined;
  readonly KinesisStreamsInputUpdate?: GivenResourceUpdate | undefined;
  readonly KinesisFirehoseInputUpdate?: GivenResourceUpdate | undefined;
  readonly InputSchemaUpdate?: GivenSchemaUpdate | undefined;
  readonly InputParallelismUpdate?: { readonly CountUpdate?: number | undefined } | undefined;
}

interface GivenDestination {
  readonly RecordFormatType: 'JSON' | 'CSV';
}

export interface GivenOutput {
  readonly Name: string;
  readonly KinesisStreamsOutput?: GivenResource | undefined;
  readonly KinesisFirehoseOutput?: GivenResource | undefined;
  readonly LambdaOutput?: GivenResource | undefined;
  readonly DestinationSchema: GivenDestination;
}

export interface GivenOutputUpdate {
  readonly OutputId: string;
  readonly NameUpdate?: string | undefined;
  readonly KinesisStreamsOutputUpdate?: GivenResourceUpdate | undefined;
  readonly KinesisFirehoseOutputUpdate?: GivenResourceUpdate | undefined;
  readonly LambdaOutputUpdate?: GivenResourceUpdate | undefined;
  readonly DestinationSchemaUpdate?: GivenDestination | undefined;
}

export interface GivenReference {
  readonly TableName: string;
  readonly S3ReferenceDataSource?:
    | {
        readonly BucketARN?: string | undefined;
        readonly FileKey?: string | undefined;
        readonly ReferenceRoleARN?: string | undefined;
      }
    | undefined;
  readonly ReferenceSchema: GivenSchema;
}

export interface GivenReferenceUpdate {
  readonly ReferenceId: string;
  readonly TableNameUpdate?: string | undefined;
  readonly S3ReferenceDataSourceUpdate?:
    | {
        readonly BucketARNUpdate?: string | undefined;
        readonly FileKeyUpdate?: string | undefined;
        readonly ReferenceRoleARNUpdate?: string | undefined;
      }
    | undefined;
  readonly ReferenceSchemaUpdate?: GivenSchema | undefined;
}

export interface GivenLogging {
  readonly LogStreamARN: string;
  readonly RoleARN?: string | undefined;
}

export interface GivenLoggingUpdate {
  readonly CloudWatchLoggingOptionId: string;
  readonly LogStreamARNUpdate?: string | undefined;
  readonly RoleARNUpdate?: string | undefined;
}

export interface GivenStart {
  readonly Id: string;
  readonly InputStartingPositionConfiguration: {
    readonly InputStartingPosition?: 'NOW' | 'TRIM_HORIZON' | 'LAST_STOPPED_POINT' | undefined;
  };
}
