import { Blob } from '../blob.js';
import { parseIsoTime } from '../iso-time.js';
import { parseXml, type XmlElement } from '../parse-xml.js';
import type { Protocol } from '../protocol.js';
import { restPlan } from '../rest-plan.js';
import { readText } from '../rest-text.js';
import { memberShape } from '../shapes.js';
import type { Shape, StructureShape } from '../shapes.js';
import { cborOf, jsonOf, textOf } from './plain-input.js';
import { plainJson, plainValue, type Form, type Plain } from './plain-value.js';
import { xmlOfPrefix } from './xml-prefix.js';

export interface RecordedAnswer {
  readonly protocol: Pick<Protocol, 'name'>;
  /** The output's; undefined for an operation that answers none. */
  readonly shape: StructureShape | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether only the beginning of the body is there. */
  readonly isCut: boolean;
  /** The code of the error that it is. */
  readonly errorCode: string | undefined;
}

/**
 * An answer in AWS's member names, as the AWS CLI shows it; an error as `__type`, `message` and its other members. Of a body that is cut, what is whole.
 * Undefined for what cannot be read.
 * @param secrets gets the texts that were left out
 */
export function plainAnswer(answer: RecordedAnswer, secrets: Set<string>): Plain | undefined {
  try {
    if (answer.errorCode !== undefined) return plainError(answer, answer.errorCode);
    return answer.shape === undefined ? {} : read(answer, answer.shape, secrets);
  } catch {
    return undefined;
  }
}

function read(answer: RecordedAnswer, shape: StructureShape, secrets: Set<string>): Plain | undefined {
  const { body, isCut, protocol } = answer;
  const show = (value: unknown, form: Form): Plain => plainValue(shape, value, form, secrets);
  switch (protocol.name) {
    case 'query': {
      const result = xmlOf(body, isCut)?.children.find(({ name }) => name.endsWith('Result'));
      return result && show(structureOf(shape, result), 'decoded');
    }
    case 'rest-json':
    case 'rest-xml':
      return plainRest(answer, shape, secrets);
    case 'cbor-1.1':
      return show(body.byteLength === 0 ? {} : cborOf(body, isCut), 'cbor');
    case 'rpc-v2-cbor':
      return show(body.byteLength === 0 ? {} : cborOf(body, isCut), 'rpcv2');
    default:
      return show(body.byteLength === 0 ? {} : jsonOf(body, isCut), 'json');
  }
}

function plainRest(answer: RecordedAnswer, shape: StructureShape, secrets: Set<string>): Plain {
  const { status, headers, body, isCut, protocol } = answer;
  const plan = restPlan(shape);
  const placed: Record<string, unknown> = {};
  for (const { name, shape: member, wireName } of plan.headers) {
    const text = headers[wireName.toLowerCase()];
    if (text !== undefined) placed[name] = fromHeader(member, text);
  }
  for (const { name, wireName } of plan.prefixed)
    placed[name] = Object.fromEntries(
      Object.entries(headers).flatMap(([header, text]) =>
        header.startsWith(wireName) ? [[header.slice(wireName.length), text]] : [],
      ),
    );
  if (plan.status !== undefined) placed[plan.status.name] = status;
  const shown = plainValue(shape, placed, 'decoded', secrets);
  return Object.assign(shown as object, plainBody(body, isCut)) as Plain;

  function plainBody(bytes: Uint8Array, cut: boolean): object {
    const { payload } = plan;
    if (bytes.byteLength === 0) return {};
    if (payload?.shape.kind === 'blob' || payload?.shape.kind === 'string') {
      if (cut) return {};
      const value = payload.shape.kind === 'blob' ? Blob.fromBytes(bytes) : textOf(bytes);
      return { [payload.name]: plainValue(payload.shape, value, 'decoded', secrets) };
    }
    const inner = payload === undefined ? plan.body : payload.shape;
    if (inner.kind !== 'structure') return {};
    let value: Plain;
    if (protocol.name === 'rest-xml') {
      const root = xmlOf(bytes, cut);
      value = root === undefined ? {} : plainValue(inner, structureOf(inner, root), 'decoded', secrets);
    } else value = plainValue(inner, jsonOf(bytes, cut), 'json', secrets);
    return payload === undefined ? (value as object) : { [payload.name]: value };
  }
}

function fromHeader(shape: Shape, text: string): unknown {
  try {
    return shape.kind === 'list' ? text.split(', ') : readText(shape, text, 'http-date');
  } catch {
    return undefined;
  }
}

/** The members of an error are modelled nowhere; those that repeat what was signed say nothing that is of use here. */
function plainError({ protocol, body, isCut }: RecordedAnswer, code: string): Plain {
  const document = body.byteLength === 0 ? {} : (errorDocument(protocol.name, body, isCut) ?? {});
  const members = Object.entries(document).filter(
    ([name]) =>
      !['__type', 'code', 'type', 'message', 'requestid', 'hostid'].includes(name.toLowerCase()) && !SIGNED.test(name),
  );
  const message = document['message'] ?? document['Message'];
  return {
    __type: code,
    ...(typeof message === 'string' ? { message: plainJson(message) } : {}),
    ...Object.fromEntries(members.map(([name, value]) => [name, plainJson(value)])),
  };
}

const SIGNED = /token|sign|canonical/i;

function errorDocument(protocol: string, body: Uint8Array, isCut: boolean): Record<string, unknown> | undefined {
  switch (protocol) {
    case 'query':
    case 'rest-xml': {
      const root = xmlOf(body, isCut);
      const error = root?.name === 'Error' ? root : root?.children.find(({ name }) => name === 'Error');
      return error && Object.fromEntries(error.children.map(({ name, text }) => [name, text]));
    }
    case 'cbor-1.1':
    case 'rpc-v2-cbor':
      return cborOf(body, isCut) as Record<string, unknown> | undefined;
    default:
      return jsonOf(body, isCut) as Record<string, unknown> | undefined;
  }
}

function xmlOf(body: Uint8Array, isCut: boolean): XmlElement | undefined {
  const text = isCut ? xmlOfPrefix(textOf(body)) : textOf(body);
  return text === undefined ? undefined : parseXml(text);
}

function structureOf(shape: StructureShape, element: XmlElement): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const child of element.children) {
    const member = Object.hasOwn(shape.members, child.name) ? shape.members[child.name] : undefined;
    if (member === undefined) continue;
    const known = memberShape(member);
    if (known.kind === 'list' && known.element === 'flat')
      ((value[child.name] ??= []) as unknown[]).push(valueOf(known.member, child));
    else value[child.name] = valueOf(known, child);
  }
  return value;
}

function valueOf(shape: Shape, element: XmlElement): unknown {
  const { text, children } = element;
  switch (shape.kind) {
    case 'structure':
      return structureOf(shape, element);
    case 'list':
      return children.map((child) => valueOf(shape.member, child));
    case 'map':
      return Object.fromEntries(
        children.map((entry) => {
          const part = (wanted: string) => entry.children.find(({ name }) => name === wanted);
          const value = part('value');
          return [part('key')?.text ?? '', value && valueOf(shape.value, value)];
        }),
      );
    case 'boolean':
      return text === 'true';
    case 'integer':
    case 'long':
    case 'double':
      return Number(text);
    case 'timestamp':
      return parseIsoTime(text);
    case 'blob':
      return Blob.fromBase64(text);
    default:
      return text;
  }
}
