import type { AwsError, Protocol, RequestHead, SigningRules, ValidationWording } from '@paddock/wire';
import type { ResourceDirectory } from './authorization/resource-directory.js';
import type { Verdict } from './authorization/verdict.js';
import type { Principal } from './identity/principal.js';
import type { AuthorizationNeed } from './request-context.js';
import type { BoundOperation } from './operation.js';

/** A service as the pipeline sees it. */
export interface Service {
  /** As health and docs name it: `kinesis`. */
  readonly name: string;
  /** Whether its answers carry `x-amz-id-2`, as those of Kinesis do. */
  readonly extendedRequestIds?: true;
  /** Whether its requests are numbered as DynamoDB's are, in 52 letters and digits, and not by UUIDs. */
  readonly longRequestIds?: true;
  /** Whether its requests are numbered as S3's are, in 16 letters and digits, which stand in `x-amz-request-id`. */
  readonly shortRequestIds?: true;
  /** Whether a request without a signature is taken, as an anonymous one. */
  readonly takesAnonymous?: true;
  /** The service in the scope of a signature. */
  readonly signingName: string;
  /** How its requests are signed; as most are when absent. */
  readonly signingRules?: SigningRules;
  /** What stands before the operation in X-Amz-Target, for the JSON protocols and CBOR: `Kinesis_20131202`. */
  readonly targetPrefix?: string;
  /** The Version of a Query request: `2010-05-08`. */
  readonly queryVersion?: string;
  /** What stands for it in the path of an RPCv2 request, `/service/…/operation/…`: `GraniteServiceVersion20100801`. */
  readonly rpcServiceId?: string;
  /** The protocol of the operations that have a path of their own, whatever the content type. */
  readonly restProtocol?: Protocol;
  /** Finds the operation of a request where paths alone do not tell: a service that has this is asked after those that have paths. */
  readonly route?: (head: RequestHead, signedForIt: boolean) => ServiceRoute | undefined;
  /** What an operation says of a body that is larger than its `bodyLimit`; the status 413 alone when absent. */
  readonly bodyTooLarge?: (operation: string, limit: number) => AwsError;
  /** By content type, without parameters: `application/cbor` is RPCv2. */
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  /** How it words what breaks the constraints of its shapes; as the JSON services do when absent. */
  readonly validation?: ValidationWording;
  /** What authorization asks about the service's resources. Absent where they have neither policies nor tags. */
  readonly resources?: ResourceDirectory;
  /** The error that says that a principal may not; AccessDeniedException with status 400 when absent. */
  readonly accessDenied?: (message: string, need: AuthorizationNeed) => AwsError;
  /** Why a kind of principal may not call an operation at all, whatever its policies say; undefined if it may. */
  readonly turnsAway?: (principal: Principal, operation: string) => AwsError | undefined;
  /** Called once per request, after it was answered. */
  readonly observe?: (outcome: Outcome) => void;
  start(): Promise<void>;
  /** Called once the server listens: what it does by itself may call it from then on. */
  listening?(): void;
  /** Resolves when what time has brought is done, as far as it can be now: a clock that is turned waits for it. */
  settled?(): Promise<void>;
  /** Writes what it holds in memory and would write later: a snapshot is about to be saved. */
  flush?(): Promise<void>;
  /** Ends answers that would go on for minutes, before the server waits for those under way. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** What a service says of a request that is its own: its operation, or why there is none. */
export type ServiceRoute =
  | { readonly operation: BoundOperation; readonly labels: Readonly<Record<string, string>> }
  | { readonly error: AwsError };

export interface Outcome {
  /** Empty, as the operation, of a request that names none of ours: metrics count by both. */
  readonly service: string;
  readonly operation: string;
  /** What a request that names no operation asks for. Whoever sends it chooses the text: printable, of bounded length. */
  readonly asked?: string | undefined;
  readonly requestId: string;
  readonly region: string;
  /** Undefined when the request did not prove whose it is. */
  readonly principal: Principal | undefined;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly status: number;
  readonly errorCode: string | undefined;
  /** ms since the epoch. */
  readonly at: number;
  /** From the whole request's arrival until its answer is written or, for an event stream, begins. ms. */
  readonly latency: number;
  /** What was asked of the policies, and what they said. */
  readonly verdicts: readonly Verdict[];
}
