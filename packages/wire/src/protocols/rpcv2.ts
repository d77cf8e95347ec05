import { CborError, decodeCbor } from '../cbor.js';
import type { CborValue } from '../cbor.js';
import { encodeCborValue } from '../cbor-writer.js';
import { decodeDocument } from '../decode.js';
import { encodeCbor } from '../encode-cbor.js';
import { serializationError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';
import { queryErrorHeader, type QueryCompatible } from './query-compatible.js';

export interface RpcV2Options {
  /** What stands before the name of an error: `com.amazonaws.cloudwatch`. */
  readonly namespace: string;
  /** Where the service spoke Query before: see `QueryCompatible`. */
  readonly queryCompatible?: QueryCompatible;
}

/**
 * Smithy's RPCv2 in CBOR: a POST to `/service/SERVICE/operation/OPERATION` with the header `smithy-protocol: rpc-v2-cbor`. Operations
 * without an output shape answer no body.
 */
export function rpcV2Protocol({ namespace, queryCompatible }: RpcV2Options): Protocol {
  return {
    name: 'rpc-v2-cbor',
    decode<S extends StructureShape>(shape: S, _head: RequestHead, body: Uint8Array): Infer<S> {
      return decodeDocument<S>(shape, body.byteLength === 0 ? {} : parse(body), 'rpcv2');
    },
    encode(shape: StructureShape | undefined, output: unknown) {
      if (shape === undefined) return { status: 200, headers: PROTOCOL, body: '' };
      return reply(200, encodeCbor(shape, valueOf(shape, output), 'rpcv2'));
    },
    encodeError(error, answering) {
      const document = {
        __type: `${namespace}#${error.code}`,
        ...(error.hasMessage ? { [error.capitalMessage ? 'Message' : 'message']: error.message } : {}),
        ...(error.members as Record<string, CborValue>),
      };
      const answer = reply(error.status, encodeCborValue(document));
      return {
        ...answer,
        headers: { ...answer.headers, ...error.headers, ...queryErrorHeader(error, answering, queryCompatible) },
      };
    },
  };
}

const PROTOCOL = { 'smithy-protocol': 'rpc-v2-cbor' };

function parse(body: Uint8Array): unknown {
  try {
    return decodeCbor(body);
  } catch (error) {
    if (error instanceof CborError) throw serializationError();
    throw error;
  }
}

function valueOf(shape: StructureShape, output: unknown): unknown {
  if (!(output instanceof Preencoded)) return output ?? {};
  const document: unknown = JSON.parse(Buffer.concat(output.json, output.length).toString('utf8'));
  return decodeDocument(shape, document, 'json');
}

const reply = (status: number, body: Uint8Array): EncodedBody => ({
  status,
  headers: { ...PROTOCOL, 'content-type': 'application/cbor', 'content-length': String(body.byteLength) },
  body,
});
