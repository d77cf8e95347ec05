import type { AwsError } from './errors.js';
import type { Preencoded } from './preencoded.js';
import type { Infer, StructureShape } from './shapes.js';

/**
 * How a service's requests and answers are written: one value per wire protocol. JSON 1.0/1.1, AWS's CBOR, Query, REST-JSON,
 * REST-XML and RPCv2-CBOR (a REST protocol reads members from the path, query and headers that `head` holds).
 */
export interface Protocol {
  readonly name: string;

  /**
   * Reads a request's input, checking types but not constraints.
   * @throws AwsError SerializationException (Query: MalformedInput), in AWS's words, when the body does not fit the shape
   */
  decode<S extends StructureShape>(shape: S, head: RequestHead, body: Uint8Array): Infer<S>;

  /** Writes the answer of an operation. An output shape with an event stream gives a body that streams. */
  encode<S extends StructureShape>(
    shape: S | undefined,
    output: Infer<S> | Preencoded | undefined,
    answering: Answering,
  ): EncodedBody;

  encodeError(error: AwsError, answering: Answering): EncodedBody;
}

/** Which request an answer is for: Query says both in its body. */
export interface Answering {
  /** AWS's name of the operation; empty while none is known. */
  readonly operation: string;
  readonly requestId: string;
  /** What the answer has as `x-amz-id-2`, where it has one. */
  readonly extendedRequestId?: string | undefined;
  /** The HTTP status of the operation when it succeeds, which REST services choose: 200 when absent. */
  readonly status?: number | undefined;
  /** The headers of the request. */
  readonly headers?: RequestHead['headers'];
}

export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What the path says, decoded, by the names that the operation's template has in braces. Filled in when a REST operation is identified. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface EncodedBody {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;
}
