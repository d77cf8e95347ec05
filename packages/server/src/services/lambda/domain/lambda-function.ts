/** What the registry keeps of a function: what belongs to all of its versions, and $LATEST. Published versions are documents of their own. */
export interface LambdaFunction extends FunctionName {
  /** Tells it from others of the same name before and after it. */
  readonly id: string;
  readonly latest: FunctionVersion;
  /** What invocations of $LATEST run while an update of it is in progress: $LATEST as it was before. */
  readonly serving?: FunctionVersion;
  /** The version that was published last, and what $LATEST was then: another one is published only if that has changed. */
  readonly published?: { readonly version: string; readonly digest: string };
  /** The number that the next version gets. */
  readonly nextVersion: number;
  /** By name. */
  readonly aliases: { readonly [name: string]: Alias };
  /** ReservedConcurrentExecutions; absent where none are reserved. */
  readonly reserved?: number;
  readonly tags: { readonly [key: string]: string };
  /** Resource policies by qualifier: `$LATEST` where the function was named without one. */
  readonly policies: { readonly [qualifier: string]: ResourcePolicy };
  /** How asynchronous invocations go, by qualifier. */
  readonly eventInvoke: { readonly [qualifier: string]: EventInvokeConfig };
  /** By qualifier: `$LATEST` or an alias. */
  readonly urls: { readonly [qualifier: string]: UrlConfig };
  /** By version or alias. */
  readonly provisioned: { readonly [qualifier: string]: ProvisionedConcurrency };
  readonly scaling: { readonly [qualifier: string]: ScalingConfig };
  readonly runtimeManagement: { readonly [qualifier: string]: RuntimeManagement };
  readonly recursiveLoop?: 'Allow' | 'Terminate';
  readonly codeSigningConfigArn?: string;
}

export interface FunctionName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** `$LATEST` or a published version: code and configuration. */
export interface FunctionVersion extends Configuration {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly code: Code;
  /** ms since the epoch */
  readonly lastModified: number;
  /** A new UUID with every change. */
  readonly revisionId: string;
  readonly state: 'Pending' | 'Active' | 'Inactive' | 'Failed';
  readonly stateReason?: string;
  readonly stateReasonCode?: string;
  readonly lastUpdateStatus: 'Successful' | 'InProgress' | 'Failed';
  readonly lastUpdateStatusReason?: string;
  readonly lastUpdateStatusReasonCode?: string;
}

/** What UpdateFunctionConfiguration sets. */
export interface Configuration {
  readonly runtime: string;
  readonly handler: string;
  /** ARN of the execution role. */
  readonly role: string;
  readonly description: string;
  /** s */
  readonly timeout: number;
  /** MB */
  readonly memory: number;
  /** Absent where none were given. */
  readonly environment?: { readonly [name: string]: string };
  readonly kmsKeyArn?: string;
  readonly vpc?: {
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly ipv6?: boolean;
  };
  readonly deadLetterArn?: string;
  readonly tracing: 'Active' | 'PassThrough';
  readonly layers: readonly LayerReference[];
  readonly fileSystems: readonly { readonly arn: string; readonly path: string }[];
  readonly architecture: 'x86_64' | 'arm64';
  /** MB of /tmp */
  readonly ephemeral: number;
  readonly snapStart: 'PublishedVersions' | 'None';
  readonly logging: Logging;
}

export interface Logging {
  readonly format: 'Text' | 'JSON';
  readonly application?: string;
  readonly system?: string;
  readonly group: string;
}

/** Where the zip is: by its digest in the store of code. */
export interface Code {
  /** base64 */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  /** Bytes of the files in it. */
  readonly unzipped: number;
}

export interface LayerReference extends Code {
  /** Of the version. */
  readonly arn: string;
}

export interface Alias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Shares of invocations by version, 0 to 1; the rest goes to `version`. */
  readonly weights: { readonly [version: string]: number };
  readonly revisionId: string;
}

/** Statements in the order in which they were added. */
export interface ResourcePolicy {
  readonly statements: readonly { readonly [key: string]: unknown }[];
  readonly revisionId: string;
}

export interface EventInvokeConfig {
  /** ms since the epoch */
  readonly lastModified: number;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  /** ARNs. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

export interface UrlConfig {
  /** The first part of its host name: 32 lower-case letters and digits. */
  readonly id: string;
  readonly authType: 'NONE' | 'AWS_IAM';
  /** BUFFERED where none was given. */
  readonly invokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  readonly cors?: {
    readonly AllowCredentials?: boolean;
    readonly AllowHeaders?: readonly string[];
    readonly AllowMethods?: readonly string[];
    readonly AllowOrigins?: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAge?: number;
  };
  /** ms since the epoch */
  readonly created: number;
  /** ms since the epoch */
  readonly lastModified: number;
}

export interface ProvisionedConcurrency {
  readonly requested: number;
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  readonly statusReason?: string;
  /** ms since the epoch */
  readonly lastModified: number;
}

export interface ScalingConfig {
  readonly min?: number;
  readonly max?: number;
}

export interface RuntimeManagement {
  readonly updateOn: 'Auto' | 'Manual' | 'FunctionUpdate';
  readonly runtimeVersionArn?: string;
}
