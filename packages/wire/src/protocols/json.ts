import { decodeDocument } from '../decode.js';
import { encodeJson } from '../encode-json.js';
import type { AwsError } from '../errors.js';
import { parseJson } from '../parse-json.js';
import { Preencoded } from '../preencoded.js';
import type { EncodedBody, Protocol, RequestHead } from '../protocol.js';
import type { Infer, StructureShape } from '../shapes.js';
import { streamEvents } from './event-stream-body.js';
import { headerText } from './header-text.js';
import { queryErrorHeader, type QueryCompatible } from './query-compatible.js';

export interface JsonProtocolOptions {
  readonly version: '1.0' | '1.1';
  /** Whether headers name an error too, `x-amzn-ErrorType` and `x-amzn-ErrorMessage`, as Cognito's answers do. */
  readonly errorHeaders?: boolean;
  /** Where the service spoke Query before: see `QueryCompatible`. */
  readonly queryCompatible?: QueryCompatible;
}

/** AWS's JSON: a POST whose X-Amz-Target names the operation, members in a JSON object. The versions differ in the content type alone. */
export function jsonProtocol({ version, errorHeaders = false, queryCompatible }: JsonProtocolOptions): Protocol {
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
    encodeError(error, answering) {
      const body = replyText(error.status, contentType, JSON.stringify(errorDocument(error)));
      const more = {
        ...(errorHeaders ? headersOf(error) : undefined),
        ...queryErrorHeader(error, answering, queryCompatible),
      };
      return { ...body, headers: { ...body.headers, ...more } };
    },
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

function headersOf(error: AwsError): Record<string, string> {
  const type = { 'x-amzn-ErrorType': `${error.code}:` };
  return error.hasMessage
    ? { ...type, 'x-amzn-ErrorMessage': headerText(error.message.slice(0, longestHeader)) }
    : type;
}

/** As much as clients take: messages repeat what requests say, at whatever length. */
const longestHeader = 1024;

const replyText = (status: number, contentType: string, body: string): EncodedBody =>
  reply(status, contentType, body, Buffer.byteLength(body));

/** An answer whose length is known. */
export const reply = (status: number, contentType: string, body: EncodedBody['body'], length: number): EncodedBody => ({
  status,
  headers: { 'content-type': contentType, 'content-length': String(length) },
  body,
});
