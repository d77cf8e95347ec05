import type { Blob } from '../blob.js';
import { decodeRest } from '../decode-rest.js';
import { encodeJson } from '../encode-json.js';
import type { AwsError } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import type { Answering, EncodedBody, Protocol, RequestHead } from '../protocol.js';
import { restPlan, type PlacedMember, type RestPlan } from '../rest-plan.js';
import { writeText } from '../rest-text.js';
import type { Infer, Shape, StructureShape } from '../shapes.js';
import { streamEvents } from './event-stream-body.js';
import { headerText } from './header-text.js';

export interface RestJsonOptions {
  /** The content type of a blob that is the whole body, where no member is bound to that header; `application/octet-stream` when absent. */
  readonly blobType?: string;
}

const JSON_TYPE = 'application/json';

/**
 * AWS's REST-JSON: method and path name the operation, members stand where the shapes say (`label`, `query`, `header`, `payload`,
 * `statusCode`), and the others in the JSON object that is the body.
 */
export function restJsonProtocol({ blobType = 'application/octet-stream' }: RestJsonOptions = {}): Protocol {
  return {
    name: 'rest-json',
    decode<S extends StructureShape>(shape: S, head: RequestHead, body: Uint8Array): Infer<S> {
      return decodeRest<S>(shape, head, body);
    },
    encode(shape: StructureShape | undefined, output: unknown, answering: Answering) {
      const status = answering.status ?? 200;
      if (output instanceof Preencoded) return reply(status, { 'content-type': JSON_TYPE }, output.json, output.length);
      if (shape === undefined || output === undefined) return reply(status, { 'content-type': JSON_TYPE }, '', 0);
      return encodeRest(shape, output as Members, status, blobType);
    },
    encodeError(error) {
      const body = JSON.stringify(errorDocument(error));
      const headers = { 'content-type': JSON_TYPE, 'x-amzn-ErrorType': error.code, ...error.headers };
      return reply(error.status, headers, body, Buffer.byteLength(body));
    },
  };
}

type Members = Readonly<Record<string, unknown>>;

function encodeRest(shape: StructureShape, output: Members, usual: number, blobType: string): EncodedBody {
  const plan = restPlan(shape);
  const status = statusOf(plan, output) ?? usual;
  const headers: Record<string, string> = {};
  for (const { name, shape: member, wireName } of plan.headers) {
    const value = output[name];
    if (value !== undefined && value !== null) headers[wireName.toLowerCase()] = writeHeader(member, value);
  }
  if (plan.payload?.shape.kind === 'eventStream') {
    const streamed = streamEvents(shape, output, JSON_TYPE, 'elsewhere');
    if (streamed === undefined) throw new TypeError(`the stream of ${shape.name} is missing`);
    return { status, headers: { ...streamed.headers, ...headers }, body: streamed.body };
  }
  if (status === 204) return reply(status, { 'content-type': JSON_TYPE, ...headers }, '', 0);
  if (plan.payload !== undefined) return encodePayload(plan.payload, output, status, headers, blobType);
  const body = plan.hasBody ? encodeJson(plan.body, output) : '';
  return reply(status, { 'content-type': JSON_TYPE, ...headers }, body, Buffer.byteLength(body));
}

function encodePayload(
  { name, shape }: PlacedMember,
  output: Members,
  status: number,
  headers: Record<string, string>,
  blobType: string,
): EncodedBody {
  const value = output[name];
  const type = shape.kind === 'blob' ? blobType : shape.kind === 'string' ? 'text/plain' : JSON_TYPE;
  const typed = { 'content-type': type, ...headers };
  if (value === undefined || value === null) return reply(status, typed, '', 0);
  if (value instanceof Preencoded) return reply(status, typed, value.json, value.length);
  if (shape.kind === 'blob') {
    const bytes = (value as Blob).bytes();
    return reply(status, typed, bytes, bytes.byteLength);
  }
  if (shape.kind !== 'string' && shape.kind !== 'structure')
    throw new TypeError(`no ${shape.kind} is written as a body`);
  const text = shape.kind === 'string' ? (value as string) : encodeJson(shape, value);
  return reply(status, typed, text, Buffer.byteLength(text));
}

function statusOf({ status }: RestPlan, output: Members): number | undefined {
  const value = status && output[status.name];
  return typeof value === 'number' ? value : undefined;
}

function writeHeader(shape: Shape, value: unknown): string {
  if (shape.kind !== 'list') return headerText(writeText(shape, value, 'http-date'));
  return headerText((value as readonly unknown[]).map((item) => writeText(shape.member, item, 'http-date')).join(', '));
}

/** What an error's answer says: Lambda's name whose fault it is, in `Type`, before they say what. */
const errorDocument = (error: AwsError): Record<string, unknown> => ({
  ...error.members,
  ...(error.hasMessage ? { [error.capitalMessage ? 'Message' : 'message']: error.message } : {}),
});

const reply = (
  status: number,
  headers: Readonly<Record<string, string>>,
  body: EncodedBody['body'],
  length: number,
): EncodedBody => ({ status, headers: { ...headers, 'content-length': String(length) }, body });
