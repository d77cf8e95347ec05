import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromBase64, isAttributeType, numberFault, toBase64, typed, type Item } from './attribute.js';
import { parseJson, TextFault, type JsonNode } from './json-tree.js';

/** `{"S":"a"}`: as on the wire, with binary values in base64. */
export function toDynamoJson(value: AttributeValue): unknown {
  const one = typed(value);
  switch (one.type) {
    case 'B':
      return { B: toBase64(one.value) };
    case 'BS':
      return { BS: one.value.map(toBase64) };
    case 'L':
      return { L: one.value.map(toDynamoJson) };
    case 'M':
      return { M: itemToDynamoJson(one.value) };
    default:
      return { [one.type]: one.value };
  }
}

export const itemToDynamoJson = (item: Item): Record<string, unknown> =>
  // Not by assignment: an attribute may be called __proto__.
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toDynamoJson(value)]));

export const dynamoJsonText = (item: Item, indent = 2): string => JSON.stringify(itemToDynamoJson(item), null, indent);

/** @throws TextFault */
export const parseDynamoJson = (text: string): Item => itemFromDynamo(parseJson(text));

/** @throws TextFault */
export function itemFromDynamo(node: JsonNode): Item {
  if (node.kind !== 'object') throw new TextFault(node.at, 'item.object');
  return Object.fromEntries(
    node.entries.map(({ at, name, value }) => {
      if (name === '') throw new TextFault(at, 'item.name');
      return [name, fromDynamo(value)];
    }),
  );
}

/** @throws TextFault */
export function fromDynamo(node: JsonNode): AttributeValue {
  const [entry, more] = node.kind === 'object' ? node.entries : [];
  if (entry === undefined) throw new TextFault(node.at, 'dynamo.value');
  if (more !== undefined) throw new TextFault(more.at, 'dynamo.one');
  const { name, at, value } = entry;
  if (!isAttributeType(name)) throw new TextFault(at, 'dynamo.type');
  switch (name) {
    case 'S':
      return { S: text(value) };
    case 'N':
      return { N: number(value) };
    case 'B':
      return { B: binary(value) };
    case 'BOOL':
      if (value.kind !== 'boolean') throw new TextFault(value.at, 'dynamo.boolean');
      return { BOOL: value.value };
    case 'NULL':
      if (value.kind !== 'boolean' || !value.value) throw new TextFault(value.at, 'dynamo.null');
      return { NULL: true };
    case 'M':
      return { M: itemFromDynamo(value) };
    case 'L':
      return { L: list(value).map(fromDynamo) };
    case 'SS':
      return { SS: set(value).map(text) };
    case 'NS':
      return { NS: set(value).map(number) };
    case 'BS':
      return { BS: set(value).map(binary) };
  }
}

function text(node: JsonNode): string {
  if (node.kind !== 'string') throw new TextFault(node.at, 'dynamo.string');
  return node.value;
}

function number(node: JsonNode): string {
  if (node.kind === 'number') throw new TextFault(node.at, 'dynamo.number');
  const value = text(node);
  const fault = numberFault(value);
  if (fault !== undefined) throw new TextFault(node.at, `number.${fault}`);
  return value;
}

function binary(node: JsonNode): Uint8Array {
  const bytes = fromBase64(text(node));
  if (bytes === undefined) throw new TextFault(node.at, 'binary.base64');
  return bytes;
}

function list(node: JsonNode): readonly JsonNode[] {
  if (node.kind !== 'array') throw new TextFault(node.at, 'dynamo.list');
  return node.items;
}

function set(node: JsonNode): readonly JsonNode[] {
  const members = list(node);
  if (members.length === 0) throw new TextFault(node.at, 'set.empty');
  const seen = new Set<string>();
  for (const member of members) {
    const value = text(member);
    if (seen.has(value)) throw new TextFault(member.at, 'set.twice');
    seen.add(value);
  }
  return members;
}
