import { decodeCbor, CborError } from '../cbor.js';
import type { CborValue } from '../cbor.js';
import { encodeCborValue } from '../cbor-writer.js';
import { decodeDocument } from '../decode.js';
import { encodeCbor } from '../encode-cbor.js';
import { serializationError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';
import { errorDocument, reply } from './json.js';
import { streamEvents } from './event-stream-body.js';

const CONTENT_TYPE = 'application/x-amz-cbor-1.1';

/**
 * AWS's CBOR, which the SDKs for Java speak to Kinesis: the JSON protocol with CBOR for JSON. Event streams carry JSON here as well:
 * Kinesis has no events in CBOR, and those SDKs read them as JSON.
 */
export function cborProtocol(): Protocol {
  return {
    name: 'cbor-1.1',
    decode<S extends StructureShape>(shape: S, _head: RequestHead, body: Uint8Array): Infer<S> {
      return decodeDocument<S>(shape, parse(body), 'cbor');
    },
    encode(shape: StructureShape | undefined, output: unknown) {
      if (shape === undefined || output === undefined) return reply(200, CONTENT_TYPE, '', 0);
      if (output instanceof Preencoded) {
        const document: unknown = JSON.parse(Buffer.concat(output.json, output.length).toString('utf8'));
        return replyBytes(200, encodeCbor(shape, decodeDocument(shape, document, 'json')));
      }
      return streamEvents(shape, output, 'application/x-amz-json-1.1') ?? replyBytes(200, encodeCbor(shape, output));
    },
    encodeError: (error) =>
      replyBytes(error.status, encodeCborValue(errorDocument(error) as Record<string, CborValue>)),
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return decodeCbor(body);
  } catch (error) {
    if (error instanceof CborError) throw serializationError();
    throw error;
  }
}

const replyBytes = (status: number, body: Uint8Array): EncodedBody =>
  reply(status, CONTENT_TYPE, body, body.byteLength);
