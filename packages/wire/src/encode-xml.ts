import type { Blob } from './blob.js';
import { formatIsoTime } from './iso-time.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
import type { Shape, StructureShape } from './shapes.js';

/**
 * Writes a value of the shape as an XML element of that name, in AWS's layout: two spaces for every level, `depth` of them at first, and
 * a line break at the end. Members that are undefined or null are left out. Lists hold `member` elements, maps `entry` elements.
 */
export function encodeXml(name: string, shape: StructureShape, value: unknown, depth: number): string {
  return writerOf(shape)(name, value, depth);
}

/** An element that holds elements which are written already. */
export const element = (name: string, content: string, depth: number): string =>
  content === '' ? `${indent(depth)}<${name}/>\n` : `${indent(depth)}<${name}>\n${content}${indent(depth)}</${name}>\n`;

/** An element that holds text. */
export const textElement = (name: string, text: string, depth: number): string =>
  text === '' ? `${indent(depth)}<${name}/>\n` : `${indent(depth)}<${name}>${escapeXml(text)}</${name}>\n`;

/**
 * Text as it may stand between tags or in an attribute. A carriage return is written as a reference, or parsers would read a line feed.
 * What XML 1.0 cannot carry, not even as a reference, becomes U+FFFD, so that the rest of the answer can be read.
 */
export function escapeXml(text: string): string {
  return PERHAPS_ESCAPED.test(text) ? text.replace(ESCAPED, (character) => ESCAPES.get(character) ?? '\ufffd') : text;
}

// The first finds any surrogate, the second, which costs more, those that are not one of a pair.
const PERHAPS_ESCAPED = /[^\t\n !#-%'-;=?-\ud7ff\ue000-\ufffd]/;
const ESCAPED = /[^\t\n !#-%'-;=?-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\r', '&#xD;'],
]);

/** Called with anything but null and undefined, and with what the shape says. */
type Writer = (name: string, value: unknown, depth: number) => string;

const writerOf: (shape: Shape) => Writer = perShape(
  compile,
  (resolve) => (name, value, depth) => resolve()(name, value, depth),
);

function compile(shape: Shape): Writer {
  switch (shape.kind) {
    case 'string':
      return (name, value, depth) => textElement(name, value as string, depth);
    case 'blob':
      return (name, value, depth) => textElement(name, (value as Blob).base64(), depth);
    case 'boolean':
    case 'integer':
    case 'long':
      return (name, value, depth) => textElement(name, String(value as number | boolean), depth);
    case 'double':
      return (name, value, depth) => textElement(name, javaDouble(value as number), depth);
    case 'timestamp':
      return (name, value, depth) =>
        textElement(
          name,
          formatIsoTime(shape.wholeSeconds ? startOfSecond(value as number) : (value as number)),
          depth,
        );
    case 'list': {
      const write = orEmpty(writerOf(shape.member));
      return (name, value, depth) => {
        let content = '';
        for (const item of value as readonly unknown[]) content += write('member', item, depth + 1);
        return element(name, content, depth);
      };
    }
    case 'map': {
      const write = orEmpty(writerOf(shape.value));
      return (name, value, depth) => {
        let content = '';
        for (const [key, entry] of Object.entries(value as object)) {
          content += element('entry', textElement('key', key, depth + 2) + write('value', entry, depth + 2), depth + 1);
        }
        return element(name, content, depth);
      };
    }
    case 'structure':
      return compileStructure(shape);
    case 'document':
    case 'eventStream':
      throw new TypeError(`no ${shape.kind} is written in this protocol`);
  }
}

/** A number as Java writes its doubles, which is what AWS answers: 1.0, 1.0E10. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) {
    const plain = String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

function compileStructure(shape: StructureShape): Writer {
  const members = Object.entries(shape.members).map(([name, member]) => ({
    name,
    write: writerOf(memberShape(member)),
  }));
  return (name, value, depth) => {
    const structure = value as Readonly<Record<string, unknown>>;
    let content = '';
    for (const member of members) {
      const set = Object.hasOwn(structure, member.name) ? structure[member.name] : undefined;
      if (set !== undefined && set !== null) content += member.write(member.name, set, depth + 1);
    }
    return element(name, content, depth);
  };
}

const orEmpty =
  (write: Writer): Writer =>
  (name, value, depth) =>
    value === null || value === undefined ? element(name, '', depth) : write(name, value, depth);

const INDENTS = Array.from({ length: 32 }, (_, depth) => '  '.repeat(depth));
const indent = (depth: number): string => INDENTS[depth] ?? '  '.repeat(depth);

const startOfSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
