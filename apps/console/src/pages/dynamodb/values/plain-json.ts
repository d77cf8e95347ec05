import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromBase64, numberFault, toBase64, typed, type Item, type Typed } from './attribute.js';
import { parseJson, TextFault, type JsonNode } from './json-tree.js';

/**
 * JSON without types, as programs have it. Numbers are written with the digits that they have. Sets become lists, binary values strings in base64: reading
 * it back, `parsePlainJson` takes the types from the item that it was before.
 */
export const plainJsonText = (item: Item, indent = 2): string => write({ M: item }, indent, '');

function write(value: AttributeValue, indent: number, margin: string): string {
  const one = typed(value);
  const inner = margin + ' '.repeat(indent);
  const block = (open: string, parts: readonly string[], close: string): string => {
    if (parts.length === 0) return open + close;
    return indent === 0
      ? open + parts.join(',') + close
      : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${margin}${close}`;
  };
  const next = (part: AttributeValue): string => write(part, indent, inner);
  const colon = indent === 0 ? ':' : ': ';
  switch (one.type) {
    case 'S':
      return JSON.stringify(one.value);
    case 'N':
      return jsonNumber(one.value);
    case 'B':
      return JSON.stringify(toBase64(one.value));
    case 'BOOL':
      return String(one.value);
    case 'NULL':
      return 'null';
    case 'SS':
      return block(
        '[',
        one.value.map((text) => JSON.stringify(text)),
        ']',
      );
    case 'NS':
      return block('[', one.value.map(jsonNumber), ']');
    case 'BS':
      return block(
        '[',
        one.value.map((bytes) => JSON.stringify(toBase64(bytes))),
        ']',
      );
    case 'L':
      return block('[', one.value.map(next), ']');
    case 'M':
      return block(
        '{',
        Object.entries(one.value).map(([name, part]) => JSON.stringify(name) + colon + next(part)),
        '}',
      );
  }
}

/** DynamoDB's numbers are JSON's, once written without a plus, a bare point and zeros in front. */
function jsonNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim()) ?? [];
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${head}${fraction === '' ? '' : `.${fraction}`}${exponent === '' ? '' : `e${exponent}`}`;
}

/** @param before gives sets and binary values their types back where the JSON still fits. @throws TextFault */
export const parsePlainJson = (text: string, before?: Item): Item => itemFromPlain(parseJson(text), before);

/** @throws TextFault */
export function itemFromPlain(node: JsonNode, before?: Item): Item {
  if (node.kind !== 'object') throw new TextFault(node.at, 'item.object');
  return Object.fromEntries(
    node.entries.map(({ at, name, value }) => {
      if (name === '') throw new TextFault(at, 'item.name');
      return [name, fromPlain(value, before !== undefined && Object.hasOwn(before, name) ? before[name] : undefined)];
    }),
  );
}

/** @throws TextFault for a number that DynamoDB does not have */
export function fromPlain(node: JsonNode, before?: AttributeValue): AttributeValue {
  const was = before === undefined ? undefined : typed(before);
  switch (node.kind) {
    case 'string':
      return (was?.type === 'B' ? binary(node.value) : undefined) ?? { S: node.value };
    case 'number':
      return { N: number(node.at, node.text) };
    case 'boolean':
      return { BOOL: node.value };
    case 'null':
      return { NULL: true };
    case 'object':
      return { M: itemFromPlain(node, was?.type === 'M' ? was.value : undefined) };
    case 'array':
      return (
        set(node.items, was) ?? {
          L: node.items.map((item, index) => fromPlain(item, was?.type === 'L' ? was.value[index] : undefined)),
        }
      );
  }
}

/** Whether what is written in plain JSON says less than the item: sets and binary values. */
export function losesTypes(value: AttributeValue): boolean {
  const one = typed(value);
  if (one.type === 'M') return Object.values(one.value).some(losesTypes);
  if (one.type === 'L') return one.value.some(losesTypes);
  return one.type === 'B' || one.type === 'BS' || one.type === 'SS' || one.type === 'NS';
}

function number(at: number, text: string): string {
  const fault = numberFault(text);
  if (fault !== undefined) throw new TextFault(at, `number.${fault}`);
  return text;
}

function binary(text: string): AttributeValue | undefined {
  const bytes = fromBase64(text);
  return bytes && { B: bytes };
}

function set(items: readonly JsonNode[], was: Typed | undefined): AttributeValue | undefined {
  if (was === undefined || items.length === 0) return undefined;
  const strings = items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  const numbers = items.flatMap((item) => (item.kind === 'number' ? [number(item.at, item.text)] : []));
  const whole = <T>(members: readonly T[]): boolean =>
    members.length === items.length && new Set(members).size === members.length;
  if (was.type === 'SS' && whole(strings)) return { SS: strings };
  if (was.type === 'NS' && whole(numbers)) return { NS: numbers };
  if (was.type !== 'BS' || !whole(strings)) return undefined;
  const bytes = strings.flatMap((text) => fromBase64(text) ?? []);
  return bytes.length === strings.length ? { BS: bytes } : undefined;
}
