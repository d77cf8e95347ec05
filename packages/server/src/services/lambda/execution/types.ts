/** One version and configuration of a function, and all that an execution environment of it needs to know. */
export interface EnvironmentSpec {
  /**
   * Tells environments that may stand in for one another: the function, its version and the revision of code and
   * configuration. What changes anything below changes it.
   */
  readonly key: string;
  /** Without a version or an alias. */
  readonly functionArn: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly account: string;
  readonly region: string;
  /** AWS's identifier: `nodejs22.x`, `python3.13`, `provided.al2023`. */
  readonly runtime: string;
  /** Named in the log when an environment starts. */
  readonly runtimeVersionArn?: string;
  /** `index.handler`; means nothing to `provided.*`. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The size of `/tmp`. */
  readonly ephemeralMb: number;
  /** The extracted zip; shared, never written to. */
  readonly codeDirectory: string;
  /** Extracted layers, the first below the others: what a later one has, hides what an earlier one has. */
  readonly layerDirectories: readonly string[];
  /** The function's own environment variables; names that AWS reserves are ignored. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  /** Of the JSON format: what the function logs. Default INFO. */
  readonly applicationLogLevel?: LogLevel;
  /** Of the JSON format: what the platform logs. Default INFO. */
  readonly systemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
  /** `X-Ray`; `Active` marks each trace header as sampled where the caller decided nothing. Default PassThrough. */
  readonly tracingMode?: 'Active' | 'PassThrough';
  /** Where AWS clients inside the function find this server: `http://127.0.0.1:4566`. */
  readonly endpointUrl: string;
  /** Temporary credentials of the function's role, asked for once for each environment. What it throws, `invoke` throws. */
  credentials(): RoleCredentials | Promise<RoleCredentials>;
}

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Ms since the epoch by the machine's clock, as of now; an environment takes no invocation in its last minutes. */
  readonly expiresAt: number;
}

export interface Invocation {
  readonly requestId: string;
  /** JSON, at most 6 MB; what is more, the caller has refused. */
  readonly payload: Uint8Array;
  /** As it was called: with the version or the alias, if any. */
  readonly invokedArn: string;
  /** The JSON text, after base64. */
  readonly clientContext?: string;
  /** JSON: `{"cognitoIdentityId":…,"cognitoIdentityPoolId":…}`. */
  readonly cognitoIdentity?: string;
  readonly traceId?: string;
  /** Takes the answer while it is made, if the function streams, else in one piece. Without it, a streamed answer is gathered. */
  readonly stream?: ResponseSink;
}

export interface ResponseSink {
  /** Once, before the first piece and not at all when the function failed before its first byte. */
  start(contentType: string): void;
  /** A promise holds the function back until it is settled; a rejected one ends the answer, not the function. */
  write(piece: Uint8Array): void | Promise<void>;
}

/** What came of an invocation. It is always something: failures of the function are outcomes, too. */
export interface Outcome {
  /** The answer, or the error document (`errorMessage`, `errorType`, `trace`…); empty when it went to the sink. */
  readonly payload: Uint8Array;
  readonly contentType: string;
  /** The text of `X-Amz-Function-Error`. */
  readonly functionError?: 'Unhandled' | 'Handled';
  /** A failure after the first byte of a streamed answer, which could not be told otherwise. */
  readonly streamError?: { readonly errorCode: string; readonly errorDetails: string };
  readonly timedOut: boolean;
  /** The last 4 KB of the invocation's log lines, raw. */
  readonly logTail: Uint8Array;
  readonly durationMs: number;
  /** Whole ms; the initialisation's share included, as AWS bills it since 2025. */
  readonly billedMs: number;
  /** Only of an environment's first invocation, when that started the environment. */
  readonly initMs?: number;
  readonly maxMemoryMb: number;
  /** Whether an environment ran it that had been started ahead. */
  readonly isProvisioned?: boolean;
  readonly logStream: string;
}

/** Where an environment's log goes. Never throws; what it cannot keep, it drops. */
export interface LogSink {
  /** In order; `timestamp` is ms since the epoch by the machine's clock, `message` as AWS keeps it: with its line end if it has one. */
  write(events: readonly LogEvent[]): void;
}

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** How many environments there are. */
export interface EnvironmentCounts {
  /** Starting, busy and idle ones. */
  readonly total: number;
  /** Those with an invocation. */
  readonly busy: number;
  /** Those started ahead by `provision`, busy or not. */
  readonly provisioned: number;
}
