import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Blob } from '../blob.js';
import { memberShape } from '../shapes.js';
import type { Shape } from '../shapes.js';
import { comparable, shapeAndValue } from '../testing/shape-arbitraries.js';
import { readXml, type XmlNode } from '../testing/read-xml.js';
import { queryProtocol } from './query.js';

const protocol = queryProtocol({ xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/' });
const answering = { operation: 'Op', requestId: 'r-1' };
const head = { method: 'POST', path: '/', query: '', headers: {} };

test('reads whatever a client can write, in any order of the parameters', () => {
  fc.assert(
    fc.property(shapeAndValue, fc.boolean(), fc.boolean(), ([shape, value], isReversed, isStrict) => {
      const parameters = Object.entries(shape.members).flatMap(([name, member]) =>
        parametersOf(name, memberShape(member), (value as Record<string, unknown>)[name]),
      );
      const body = written(isReversed ? parameters.toReversed() : parameters, isStrict);
      assert.deepEqual(comparable(protocol.decode(shape, head, Buffer.from(body))), comparable(value));
    }),
    { numRuns: 300 },
  );
});

test('writes what an XML parser reads back', () => {
  fc.assert(
    fc.property(shapeAndValue, ([shape, value]) => {
      const { body } = protocol.encode(shape, value as never, answering);
      assert.ok(typeof body === 'string');
      const document = readXml(body);
      assert.equal(document.name, 'OpResponse');
      assert.deepEqual(
        document.children.map(({ name }) => name),
        ['OpResult', 'ResponseMetadata'],
      );
      const [result] = document.children;
      assert.ok(result);
      assert.deepEqual(comparable(valueOf(shape, result)), comparable(carried(value)));
    }),
    { numRuns: 300 },
  );
});

/** The value as parameters, written from AWS's description of the protocol. */
function parametersOf(name: string, shape: Shape, value: unknown): readonly [string, string][] {
  if (value === undefined) return [];
  if (shape.kind === 'list') {
    const items = value as readonly unknown[];
    if (items.length === 0) return [[name, '']];
    return items.flatMap((item, index) => parametersOf(`${name}.member.${index + 1}`, shape.member, item));
  }
  if (shape.kind === 'map') {
    const entries = Object.entries(value as object);
    if (entries.length === 0) return [[name, '']];
    return entries.flatMap(([key, entry], index) => {
      const prefix = `${name}.entry.${index + 1}`;
      return [[`${prefix}.key`, key] as [string, string], ...parametersOf(`${prefix}.value`, shape.value, entry)];
    });
  }
  if (shape.kind === 'structure') {
    const set = Object.entries(value as object).filter(([, member]) => member !== undefined);
    if (set.length === 0) return [[name, '']];
    return set.flatMap(([member, given]) => {
      const known = shape.members[member];
      return known === undefined ? [] : parametersOf(`${name}.${member}`, memberShape(known), given);
    });
  }
  if (value instanceof Blob) return [[name, value.base64()]];
  if (shape.kind === 'timestamp') return [[name, new Date(value as number).toISOString()]];
  return [[name, String(value as string | number | boolean)]];
}

/** Either as browsers write forms or as SDKs do, who encode everything but unreserved characters. */
function written(parameters: readonly [string, string][], isStrict: boolean): string {
  if (!isStrict) return new URLSearchParams([...parameters]).toString();
  return parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function valueOf(shape: Shape, node: XmlNode): unknown {
  switch (shape.kind) {
    case 'list':
      return node.children.map((child) => valueOf(shape.member, named(child, 'member')));
    case 'map':
      return Object.fromEntries(
        node.children.map((child) => {
          const [key, value] = named(child, 'entry').children;
          assert.ok(key && value);
          return [named(key, 'key').text, valueOf(shape.value, named(value, 'value'))];
        }),
      );
    case 'structure':
      return Object.fromEntries(
        node.children.map((child) => {
          const member = shape.members[child.name];
          assert.ok(member);
          return [child.name, valueOf(memberShape(member), child)];
        }),
      );
    case 'blob':
      return Blob.fromBase64(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'timestamp':
      return Date.parse(node.text);
    case 'string':
      return node.text;
    default:
      return Number(node.text);
  }
}

function named(node: XmlNode, name: string): XmlNode {
  assert.equal(node.name, name);
  return node;
}

/** The value as XML 1.0 can carry it. */
function carried(value: unknown): unknown {
  if (typeof value === 'string') {
    // oxlint-disable-next-line no-control-regex
    return value.replace(/[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
  }
  if (Array.isArray(value)) return value.map(carried);
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  const set = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(set.map(([name, member]) => [carried(name), carried(member)]));
}
