import { decodeDocument } from '../decode.js';
import { encodeJson } from '../encode-json.js';
import type { AwsError } from '../errors.js';
import { parseJson } from '../parse-json.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';
import { streamEvents } from './event-stream-body.js';

/** AWS's JSON: a POST whose X-Amz-Target names the operation, members in a JSON object. The versions differ in the content type alone. */
export function jsonProtocol({ version }: { readonly version: '1.0' | '1.1' }): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    name: `json-${version}`,
    decode<S extends StructureShape>(shape: S, _head: RequestHead, body: Uint8Array): Infer<S> {
      return decodeDocument<S>(shape, parseJson(body), 'json');
    },
    encode(shape: StructureShape | undefined, output: unknown) {
      if (output instanceof Preencoded) return reply(200, contentType, output.json, output.length);
      if (shape === undefined || output === undefined) return reply(200, contentType, '', 0);
      return streamEvents(shape, output, contentType) ?? replyText(200, contentType, encodeJson(shape, output));
    },
    encodeError: (error) => replyText(error.status, contentType, JSON.stringify(errorDocument(error))),
  };
}

/** What an error's answer says, in AWS's order. Kinesis sends no x-amzn-ErrorType: `__type` alone names the error. */
export function errorDocument(error: AwsError): Record<string, unknown> {
  return {
    __type: error.code,
    ...(error.hasMessage ? { [error.capitalMessage ? 'Message' : 'message']: error.message } : {}),
    ...error.members,
  };
}

const replyText = (status: number, contentType: string, body: string): EncodedBody =>
  reply(status, contentType, body, Buffer.byteLength(body));

/** An answer whose length is known. */
export const reply = (status: number, contentType: string, body: EncodedBody['body'], length: number): EncodedBody => ({
  status,
  headers: { 'content-type': contentType, 'content-length': String(length) },
  body,
});
