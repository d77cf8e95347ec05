import { Blob } from '../blob.js';
import { AwsError } from '../errors.js';
import { parseXml, type XmlElement } from '../parse-xml.js';
import type { RestPlan } from '../rest-plan.js';
import { readText } from '../rest-text.js';
import { memberShape } from '../shapes.js';
import type { Shape, StructureShape } from '../shapes.js';

/** A document that is no XML, or not of the shape. */
export const malformedXml = (): AwsError =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/**
 * The members that the body of a REST-XML request has, or is. Elements that the shape does not know are passed over.
 * @throws AwsError MalformedXML
 */
export function decodeXmlBody(
  { payload, body: members, hasBody }: RestPlan,
  body: Uint8Array,
): Record<string, unknown> {
  if (payload?.shape.kind === 'blob') return { [payload.name]: Blob.fromBytes(body) };
  if (body.byteLength === 0) return {};
  if (payload?.shape.kind === 'string') return { [payload.name]: textOf(body) };
  const shape = payload === undefined ? members : payload.shape;
  if ((payload === undefined && !hasBody) || shape.kind !== 'structure') return {};
  const root = parseXml(textOf(body));
  if (root?.name !== shape.name) throw malformedXml();
  const read = structureOf(shape, root);
  return payload === undefined ? read : { [payload.name]: read };
}

function structureOf(shape: StructureShape, element: XmlElement): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const child of element.children) {
    if (!Object.hasOwn(shape.members, child.name)) continue;
    const member = shape.members[child.name];
    if (member === undefined) continue;
    const known = memberShape(member);
    if (known.kind === 'list' && known.element === 'flat')
      ((value[child.name] ??= []) as unknown[]).push(valueOf(known.member, child));
    else value[child.name] = valueOf(known, child);
  }
  for (const [name, member] of Object.entries(shape.members))
    if (member.kind === 'required' && value[name] === undefined) throw malformedXml();
  return value;
}

function valueOf(shape: Shape, element: XmlElement): unknown {
  if (shape.kind === 'structure') return structureOf(shape, element);
  if (shape.kind === 'list') return element.children.map((child) => valueOf(shape.member, child));
  if (element.children.length > 0) throw malformedXml();
  try {
    return readText(shape, shape.kind === 'string' ? element.text : element.text.trim(), 'date-time');
  } catch (error) {
    throw error instanceof AwsError ? malformedXml() : error;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw malformedXml();
  }
}
