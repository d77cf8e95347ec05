/** What an application is called. */
export interface ApplicationName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export type ApplicationStatus = 'READY' | 'STARTING' | 'RUNNING' | 'STOPPING' | 'UPDATING' | 'DELETING';

/** An application, its settings in both APIs' terms. Optional members are there as they were given: descriptions answer them byte by byte. */
export interface Application extends ApplicationName {
  /** Tells it from others of the same name before and after it; names what is kept of its running. 16 hexadecimal digits. */
  readonly id: string;
  readonly description?: string;
  /** Of one that was made, or changed, by the newer API: the older one refuses it. */
  readonly newer?: true;
  /** In whose name it reads and writes, where a resource has no role of its own: of the newer API. */
  readonly serviceRole?: string;
  readonly status: ApplicationStatus;
  /** Grows with every change of the document. */
  readonly revision: number;
  /** ApplicationVersionId: from 1, one more for each change of its settings. */
  readonly version: number;
  /** ms since the epoch */
  readonly created: number;
  readonly updated: number;
  /** SQL. */
  readonly code: string;
  readonly inputs: readonly Input[];
  readonly references: readonly Reference[];
  readonly outputs: readonly Output[];
  readonly logging: readonly LoggingOption[];
  readonly tags: Readonly<Record<string, string>>;
  /** How often it was started: names the run. */
  readonly run: number;
}

/** A resource and the role under which it is used. */
export interface RoleResource {
  readonly arn: string;
  /** Absent where the application's role counts. */
  readonly role?: string;
}

export interface Input {
  /** `2.1`: the version that brought it, and its place among what came then. */
  readonly id: string;
  /** In-application streams are called by it: `SOURCE_SQL_STREAM` gives `SOURCE_SQL_STREAM_001` … */
  readonly namePrefix: string;
  readonly source: RoleResource & { readonly kind: 'stream' | 'firehose' };
  readonly schema: SourceSchema;
  /** How many in-application streams share its shards, 1 to 64. */
  readonly parallelism: number;
  readonly processor?: RoleResource;
  /** What it was started with last. */
  readonly startingPosition?: StartingPosition;
}

export type StartingPosition = 'NOW' | 'TRIM_HORIZON' | 'LAST_STOPPED_POINT';

export interface SourceSchema {
  readonly format: RecordFormat;
  readonly encoding?: string;
  readonly columns: readonly RecordColumn[];
}

export interface RecordFormat {
  readonly type: 'JSON' | 'CSV';
  readonly json?: { readonly rowPath: string };
  readonly csv?: { readonly rowDelimiter: string; readonly columnDelimiter: string };
}

export interface RecordColumn {
  readonly name: string;
  readonly mapping?: string;
  readonly sqlType: string;
}

export interface Output {
  readonly id: string;
  /** The in-application stream whose rows it gets. */
  readonly stream: string;
  readonly destination: RoleResource & { readonly kind: 'stream' | 'firehose' | 'lambda' };
  readonly format: 'JSON' | 'CSV';
}

export interface Reference {
  readonly id: string;
  readonly table: string;
  readonly bucketArn: string;
  readonly fileKey: string;
  readonly role?: string;
  readonly schema: SourceSchema;
  /** Grows with every update of it: the object is read anew. */
  readonly revision: number;
}

export interface LoggingOption {
  readonly id: string;
  readonly logStreamArn: string;
  readonly role?: string;
}

/** `SOURCE_SQL_STREAM_001`, one for each in its parallelism. */
export const streamNames = ({ namePrefix, parallelism }: Pick<Input, 'namePrefix' | 'parallelism'>): string[] =>
  Array.from({ length: parallelism }, (_, index) => `${namePrefix}_${String(index + 1).padStart(3, '0')}`);

/** Whether it reads and writes: also while its settings change, if it did before. */
export const isRunning = ({ status }: Pick<Application, 'status'>): boolean =>
  status === 'STARTING' || status === 'RUNNING' || status === 'UPDATING';
