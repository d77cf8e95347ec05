import type { Blob } from '../blob.js';
import { decodeRest } from '../decode-rest.js';
import { escapeXml } from '../encode-xml.js';
import { AwsError } from '../errors.js';
import type { Answering, EncodedBody, Protocol, RequestHead } from '../protocol.js';
import { restPlan, type NamedMember, type RestPlan } from '../rest-plan.js';
import { writeText } from '../rest-text.js';
import { memberShape } from '../shapes.js';
import type { Infer, Shape, StructureShape } from '../shapes.js';
import { decodeXmlBody } from './rest-xml-decode.js';

export { malformedXml } from './rest-xml-decode.js';

export interface RestXmlOptions {
  readonly xmlNamespace: string;
  /**
   * Called with what a request whose body is a document says of itself, before it is read.
   * @throws AwsError when the body is not what was sent
   */
  readonly verify?: (head: RequestHead, body: Uint8Array) => void;
}

const XML_TYPE = 'application/xml';
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * AWS's REST-XML, as S3 speaks it: method, path and query name the operation, members stand where the shapes say, and the rest in an XML document whose root has
 * the name of the shape. Errors are bare `Error` elements, and answers to HEAD have none.
 */
export function restXmlProtocol({ xmlNamespace, verify }: RestXmlOptions): Protocol {
  return {
    name: 'rest-xml',
    decode<S extends StructureShape>(shape: S, head: RequestHead, body: Uint8Array): Infer<S> {
      if (verify !== undefined && restPlan(shape).payload?.shape.kind !== 'blob') verify(head, body);
      try {
        return decodeRest<S>(shape, head, body, decodeXmlBody);
      } catch (error) {
        throw error instanceof AwsError && error.code === 'SerializationException'
          ? invalidArgument(shape, head)
          : error;
      }
    },
    encode(shape: StructureShape | undefined, output: unknown, answering: Answering) {
      const status = answering.status ?? 200;
      if (shape === undefined || output === undefined) return { status, headers: {}, body: '' };
      return encodeRest(shape, output as Members, status, xmlNamespace);
    },
    encodeError(error, { requestId, extendedRequestId }) {
      if (error.status === 304) return { status: 304, headers: error.headers, body: '' };
      const members = { Code: error.code, Message: error.hasMessage ? error.message : '', ...error.members };
      const ids = { RequestId: requestId, HostId: extendedRequestId ?? '' };
      const content = Object.entries({ ...members, ...ids }).map(([name, value]) =>
        textOf(name, String(value as string | number)),
      );
      const body = `${PROLOG}<Error>${content.join('')}</Error>`;
      return { status: error.status, headers: { 'content-type': XML_TYPE, ...error.headers }, body };
    },
  };
}

/** Something in the query or in a header is none of its shape's values. */
function invalidArgument(shape: StructureShape, { query }: RequestHead): AwsError {
  const sent = new URLSearchParams(query);
  const isBad = ({ shape: member, wireName }: NamedMember): boolean =>
    (member.kind === 'integer' || member.kind === 'long') && !/^[+-]?\d{1,10}$/.test(sent.get(wireName) ?? '0');
  const bad = restPlan(shape).query.find(isBad);
  if (bad === undefined) return new AwsError('InvalidArgument', 'Invalid Argument');
  const { wireName } = bad;
  return new AwsError('InvalidArgument', `Provided ${wireName} not an integer or within integer range`, {
    members: { ArgumentName: wireName, ArgumentValue: sent.get(wireName) ?? '' },
  });
}

type Members = Readonly<Record<string, unknown>>;

function encodeRest(shape: StructureShape, output: Members, usual: number, namespace: string): EncodedBody {
  const plan = restPlan(shape);
  const headers: Record<string, string> = {};
  for (const { name, shape: member, wireName } of plan.headers) {
    const value = output[name];
    if (value !== undefined && value !== null)
      headers[wireName.toLowerCase()] = sendable(writeText(member, value, 'http-date'));
  }
  for (const { name, wireName } of plan.prefixed)
    for (const [rest, value] of Object.entries((output[name] ?? {}) as Record<string, string>))
      headers[wireName + rest] = sendable(value);
  const chosen = plan.status && output[plan.status.name];
  const status = typeof chosen === 'number' ? chosen : usual;
  return { status, ...encodeBody(plan, output, headers, namespace) };
}

function encodeBody(
  plan: RestPlan,
  output: Members,
  headers: Record<string, string>,
  namespace: string,
): Omit<EncodedBody, 'status'> {
  const { payload } = plan;
  if (payload === undefined) {
    if (!plan.hasBody) return { headers, body: '' };
    return document(plan.body, output, headers, namespace);
  }
  const value = output[payload.name];
  if (value === undefined || value === null) return { headers, body: '' };
  if (payload.shape.kind === 'structure') return document(payload.shape, value as Members, headers, namespace);
  if (payload.shape.kind === 'string')
    return { headers: { 'content-type': XML_TYPE, ...headers }, body: value as string };
  const blob = value as Blob;
  // For what is not held, and for HEAD, whose body is not sent.
  const sized = { ...headers, 'content-length': headers['content-length'] ?? String(blob.byteLength) };
  return { headers: sized, body: blob.chunks ?? blob.bytes() };
}

function document(
  shape: StructureShape,
  value: Members,
  headers: Record<string, string>,
  namespace: string,
): Omit<EncodedBody, 'status'> {
  const root = `<${shape.name} xmlns="${escapeXml(namespace)}">${membersOf(shape, value)}</${shape.name}>`;
  return { headers: { 'content-type': XML_TYPE, ...headers }, body: PROLOG + root };
}

function membersOf(shape: StructureShape, value: Members): string {
  let content = '';
  for (const [name, member] of Object.entries(shape.members)) {
    const set = value[name];
    if (set !== undefined && set !== null) content += elementOf(name, memberShape(member), set);
  }
  return content;
}

function elementOf(name: string, shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'structure':
      return `<${name}>${membersOf(shape, value as Members)}</${name}>`;
    case 'list': {
      const { element } = shape;
      const isFlat = element === 'flat';
      const inner = isFlat ? name : (element?.name ?? 'member');
      const items = (value as readonly unknown[]).map((item) => elementOf(inner, shape.member, item)).join('');
      return isFlat ? items : `<${name}>${items}</${name}>`;
    }
    case 'timestamp':
      return textOf(name, new Date(value as number).toISOString());
    case 'string':
    case 'boolean':
    case 'integer':
    case 'long':
    case 'double':
      return textOf(name, String(value as string | number | boolean));
    default:
      throw new TypeError(`no ${shape.kind} is written in this protocol`);
  }
}

const textOf = (name: string, text: string): string =>
  text === '' ? `<${name}/>` : `<${name}>${escapeXml(text)}</${name}>`;

/** Headers are ASCII; what is more is written as RFC 2047 has it, as S3 does. */
const sendable = (text: string): string =>
  /^[\x20-\x7e\t]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
