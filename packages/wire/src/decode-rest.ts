import { Blob } from './blob.js';
import { decodeDocument } from './decode.js';
import { AwsError, serializationError } from './errors.js';
import { decodeFormValue, eachParameter } from './form.js';
import { parseJson } from './parse-json.js';
import type { RequestHead } from './protocol.js';
import { restPlan, type NamedMember, type PlacedMember, type RestPlan } from './rest-plan.js';
import { readText } from './rest-text.js';
import type { Infer, Shape, StructureShape } from './shapes.js';

/**
 * Takes from a request what the shape knows: labels, parameters of the query, headers, and the body. Types are checked, constraints are not.
 * An empty body has no members, a parameter that is not there is absent, and of one that comes twice without being a list the first counts.
 * @throws AwsError SerializationException for what does not fit
 */
export function decodeRest<S extends StructureShape>(
  shape: S,
  head: RequestHead,
  body: Uint8Array,
  readBody: BodyReader = decodeBody,
): Infer<S> {
  const plan = restPlan(shape);
  const value = readBody(plan, body);
  for (const { name, shape: member } of plan.labels) {
    const text = head.labels?.[name];
    if (text !== undefined) value[name] = readText(member, text, 'date-time');
  }
  if (plan.query.length > 0 && head.query !== '') readQuery(plan.query, head.query, value);
  for (const member of plan.headers) readHeader(member, head, value);
  for (const { name, wireName } of plan.prefixed) value[name] = headersAfter(wireName, head);
  return value as Infer<S>;
}

/** Reads the members that the body has, or is. */
export type BodyReader = (plan: RestPlan, body: Uint8Array) => Record<string, unknown>;

function decodeBody(plan: RestPlan, body: Uint8Array): Record<string, unknown> {
  if (body.byteLength === 0) return {};
  if (plan.payload !== undefined) return { [plan.payload.name]: decodePayload(plan.payload, body) };
  // What no member is read from is not looked at.
  return plan.hasBody ? (decodeDocument(plan.body, parseJson(body), 'json') as Record<string, unknown>) : {};
}

function decodePayload({ shape }: PlacedMember, body: Uint8Array): unknown {
  switch (shape.kind) {
    case 'blob':
      return Blob.fromBytes(body);
    case 'string':
      return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    case 'structure':
      return decodeDocument(shape, parseJson(body), 'json');
    default:
      throw new TypeError(`no ${shape.kind} is read from a body`);
  }
}

function readQuery(members: readonly NamedMember[], query: string, value: Record<string, unknown>): void {
  const take = (wireName: string, encoded: string): false => {
    const member = members.find((known) => known.wireName === wireName);
    if (member === undefined) return false;
    const { name, shape } = member;
    const text = decodeFormValue(encoded);
    if (shape.kind === 'list') ((value[name] ??= []) as unknown[]).push(readText(shape.member, text, 'date-time'));
    else value[name] ??= readText(shape, text, 'date-time');
    return false;
  };
  try {
    eachParameter(query, take);
  } catch (error) {
    // Percent signs that spell nothing have an error of their own in the Query protocol.
    if (error instanceof AwsError && error.code === 'MalformedQueryString') throw serializationError();
    throw error;
  }
}

function readHeader({ name, shape, wireName }: NamedMember, head: RequestHead, value: Record<string, unknown>): void {
  const sent = head.headers[wireName.toLowerCase()];
  const text = typeof sent === 'object' ? sent.join(',') : sent;
  if (text === undefined || text === '') return;
  value[name] = shape.kind === 'list' ? readList(shape.member, text) : readText(shape, text, 'http-date');
}

function headersAfter(prefix: string, { headers }: RequestHead): Record<string, string> {
  const found: [string, string][] = [];
  for (const name in headers) {
    if (!name.startsWith(prefix)) continue;
    const value = headers[name];
    found.push([name.slice(prefix.length), typeof value === 'string' ? value : (value ?? []).join(',')]);
  }
  return Object.fromEntries(found);
}

const readList = (member: Shape, text: string): unknown[] =>
  text.split(',').map((item) => readText(member, item.trim(), 'http-date'));
