import { decodeCbor } from '../cbor.js';
import { decodeQuery } from '../decode-query.js';
import { decodeRest } from '../decode-rest.js';
import { formTexts } from '../form.js';
import { parseJson } from '../parse-json.js';
import type { Protocol, RequestHead } from '../protocol.js';
import { decodeXmlBody } from '../protocols/rest-xml-decode.js';
import { restPlan } from '../rest-plan.js';
import type { StructureShape } from '../shapes.js';
import { decodeCborPrefix } from './cbor-prefix.js';
import { jsonOfPrefix } from './json-prefix.js';
import { plainValue, type Plain } from './plain-value.js';
import { xmlOfPrefix } from './xml-prefix.js';

export interface RecordedRequest {
  readonly protocol: Pick<Protocol, 'name'>;
  readonly shape: StructureShape;
  readonly head: RequestHead;
  readonly body: Uint8Array;
  /** Whether only the beginning of the body is there. */
  readonly isCut: boolean;
}

/**
 * A request's input in AWS's member names, as the AWS CLI takes it, whatever protocol it came by and wherever its members stood. Of a
 * body that is cut, what is whole. Undefined for what cannot be read.
 * @param secrets gets the texts that were left out
 */
export function plainInput(request: RecordedRequest, secrets: Set<string>): Plain | undefined {
  try {
    return read(request, secrets);
  } catch {
    // It was refused for that as well.
    return undefined;
  }
}

function read({ protocol, shape, head, body, isCut }: RecordedRequest, secrets: Set<string>): Plain | undefined {
  switch (protocol.name) {
    case 'query': {
      const texts = isCut ? [upToLast('&', textOf(body)), head.query] : formTexts(head, body);
      return plainValue(shape, decodeQuery(shape, texts), 'decoded', secrets);
    }
    case 'rest-json':
    case 'rest-xml': {
      const readBody = protocol.name === 'rest-xml' ? decodeXmlBody : undefined;
      const { payload } = restPlan(shape);
      // Half a blob is none.
      const isBlob = payload?.shape.kind === 'blob';
      const whole = isCut && !isBlob ? mended(body, protocol.name) : body;
      const value: Record<string, unknown> = { ...decodeRest(shape, head, whole, readBody) };
      if (isBlob && (isCut || body.byteLength === 0)) delete value[payload.name];
      return plainValue(shape, value, 'decoded', secrets);
    }
    case 'cbor-1.1':
      return plainValue(shape, cborOf(body, isCut), 'cbor', secrets);
    case 'rpc-v2-cbor':
      return plainValue(shape, body.byteLength === 0 ? {} : cborOf(body, isCut), 'rpcv2', secrets);
    default:
      return plainValue(shape, jsonOf(body, isCut), 'json', secrets);
  }
}

function mended(body: Uint8Array, protocol: string): Uint8Array {
  const text = textOf(body);
  return Buffer.from((protocol === 'rest-xml' ? xmlOfPrefix(text) : JSON.stringify(jsonOfPrefix(text))) ?? '');
}

export const cborOf = (body: Uint8Array, isCut: boolean): unknown =>
  isCut ? decodeCborPrefix(body) : decodeCbor(body);
export const jsonOf = (body: Uint8Array, isCut: boolean): unknown =>
  isCut ? jsonOfPrefix(textOf(body)) : parseJson(body);

/** Without what the cut left of the last character. */
export const textOf = (body: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);

const upToLast = (separator: string, text: string): string => text.slice(0, Math.max(text.lastIndexOf(separator), 0));
