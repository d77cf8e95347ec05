import { crc32, gunzipSync } from 'node:zlib';
import { TypedDecoder } from '../decode-typed.js';
import { encodeJson } from '../encode-json.js';
import { serializationError, type AwsError } from '../errors.js';
import { parseJson } from '../parse-json.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';

export interface TypedJsonProtocolOptions {
  /** The package of the service's classes, which its errors are named in too: `com.amazonaws.dynamodb.v20120810`. */
  readonly namespace: string;
  /** Of requests and answers. */
  readonly contentType: 'application/x-amz-json-1.0' | 'application/json';
}

/** As large as the front door lets a body be: what a compressed one becomes counts as if it had come so. */
const LARGEST_INFLATED = 16 * 1024 * 1024;

/**
 * JSON as DynamoDB's older layer has it: refusals name Java types, errors the package that they come from, and every answer carries the
 * checksum of its body. A request's body may be compressed; answers never are, which AWS leaves to itself as well.
 */
export function typedJsonProtocol({ namespace, contentType }: TypedJsonProtocolOptions): Protocol {
  const decoder = new TypedDecoder(namespace);
  return {
    name: 'json-1.0',
    decode<S extends StructureShape>(shape: S, head: RequestHead, body: Uint8Array): Infer<S> {
      const isPlain = head.headers['content-encoding'] === undefined;
      return decoder.decode(shape, parseJson(isPlain ? body : inflated(body, head.headers['content-encoding'])));
    },
    encode(shape: StructureShape | undefined, output: unknown) {
      if (output instanceof Preencoded) return replyChunks(contentType, output);
      if (shape === undefined || output === undefined) return reply(200, contentType, '');
      return reply(200, contentType, encodeJson(shape, output));
    },
    encodeError: (error) => reply(error.status, contentType, JSON.stringify(errorDocument(error, namespace))),
  };
}

function reply(status: number, contentType: string, text: string): EncodedBody {
  const body = Buffer.from(text);
  return { status, headers: headersOf(contentType, body.byteLength, crc32(body)), body };
}

function replyChunks(contentType: string, { json, length }: Preencoded): EncodedBody {
  let checksum = 0;
  for (const chunk of json) checksum = crc32(chunk, checksum);
  return { status: 200, headers: headersOf(contentType, length, checksum), body: json };
}

const headersOf = (contentType: string, length: number, checksum: number): Record<string, string> => ({
  'content-type': contentType,
  'content-length': String(length),
  'x-amz-crc32': String(checksum),
});

function errorDocument(error: AwsError, namespace: string): Record<string, unknown> {
  const { code } = error;
  const capital = error.capitalMessage || code === ACCESS_DENIED;
  return {
    __type: `${PACKAGES.get(code) ?? namespace}#${code}`,
    ...(error.hasMessage ? { [capital ? 'Message' : 'message']: error.message } : {}),
    ...error.members,
  };
}

const ACCESS_DENIED = 'AccessDeniedException';

/** What the layers before the service say by themselves. */
const PACKAGES: ReadonlyMap<string, string> = new Map([
  ...[
    ACCESS_DENIED,
    'ExpiredTokenException',
    'IncompleteSignatureException',
    'InternalFailure',
    'InvalidSignatureException',
    'MissingAuthenticationTokenException',
    'SerializationException',
    'UnknownOperationException',
    'UnrecognizedClientException',
  ].map((code) => [code, 'com.amazon.coral.service'] as const),
  ['ValidationException', 'com.amazon.coral.validate'],
  ['ServiceUnavailable', 'com.amazon.coral.availability'],
  ['ThrottlingException', 'com.amazon.coral.availability'],
]);

/**
 * The text of a compressed body. What it says of its own length is believed no further than it goes: a bomb costs as much as an honest body of that
 * length, and one that says too much is refused unread.
 * @throws AwsError SerializationException
 */
function inflated(body: Uint8Array, encoding: string | string[] | undefined): Uint8Array {
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' || body.byteLength < SHORTEST_GZIP) throw serializationError();
  const said = Buffer.from(body.buffer, body.byteOffset + body.byteLength - 4, 4).readUInt32LE(0);
  if (said === 0 || said > LARGEST_INFLATED) throw serializationError();
  try {
    return gunzipSync(body, { maxOutputLength: said });
  } catch {
    throw serializationError();
  }
}

/** Its header and its trailer. */
const SHORTEST_GZIP = 18;
