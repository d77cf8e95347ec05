import {
  foundCollection,
  foundStructure,
  noCollection,
  noStructure,
  serializationError,
  typedBoolean,
  typedString,
  type TypedPosition,
} from '@paddock/wire';
import { setAttribute, type AttributeValue, type ItemDraft } from './attribute-value.js';
import type { RawItem, RawValue } from './raw-value.js';

/**
 * Takes attribute values from a parsed document. JSON types are checked here, in AWS's words; what the values say is value-check's business.
 * Unknown members are ignored, null ones absent. Where nothing is dropped or converted the answer is what JSON.parse made, not a copy.
 * Each throws AwsError SerializationException for the first value, in the document's order, that does not fit.
 */

/** The levels that a value may have: a string has one, a list of strings two. What is deeper is left unread, because the check refuses it without looking inside. */
export const DEEPEST = 32;

/** @param position decides how AWS words its refusal: a structure's member, such as `Value` in `Expected`, or an element of a list or map */
export const readValue = (json: unknown, position: TypedPosition): RawValue =>
  isStructure(json) ? readStructure(json, 1) : refuseStructure(json, noStructure[position]);

/** A map of attribute values by name: an item, a key, the values of an expression. */
export const readItem = (json: unknown): RawItem => readMap(json, 1);

/** A list of attribute values. */
export const readValues = (json: unknown): readonly (RawValue | null)[] => readList(json, 1, readElement);

/** A list of maps of attribute values: BatchGetItem's keys. AWS names its own classes where something else stands for the list. */
export const readItems = (json: unknown): readonly (RawItem | null)[] =>
  isScalar(json) ? fail(noCollection.element) : readList(json, 1, readMap);

/** Any value but null and undefined, at its level. */
type Read<T> = (json: unknown, level: number) => T;

const readElement: Read<RawValue> = (json, level) =>
  isStructure(json) ? readStructure(json, level) : refuseStructure(json, noStructure.element);

function readStructure(json: Json, level: number): RawValue {
  if (level > DEEPEST) return json;
  let copy: Record<string, unknown> | undefined;
  for (const name in json) {
    const value = json[name];
    const read = value === null ? undefined : readTyped(name, value, level);
    if (read !== value) copy ??= membersBefore(json, name);
    if (copy !== undefined && read !== undefined) copy[name] = read;
  }
  return copy ?? json;
}

/** What the type's member says; undefined if there is no such type. */
function readTyped(type: string, value: unknown, level: number): unknown {
  switch (type) {
    case 'S':
    case 'N':
      return typedString(value);
    case 'B':
      return readBlob(value);
    case 'BOOL':
    case 'NULL':
      return typedBoolean(value);
    case 'SS':
    case 'NS':
      return readList(value, level, typedString);
    case 'BS':
      return readList(value, level, readBlob);
    case 'L':
      return readList(value, level + 1, readElement);
    case 'M':
      return readMap(value, level + 1);
    default:
      return undefined;
  }
}

/** A copy of the members, all known ones, that come before this one. */
function membersBefore(json: Json, last: string): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name in json) {
    if (name === last) break;
    copy[name] = json[name];
  }
  return copy;
}

const readMap: Read<RawItem> = (json, level) => {
  if (!isStructure(json))
    return Array.isArray(json)
      ? fail(`${foundCollection} java.util.Map<java.lang.String, ${ATTRIBUTE_VALUE}>`)
      : fail(noCollection.member);
  let copy: ItemDraft | undefined;
  for (const name in json) {
    const value = json[name];
    const read = value === null ? null : readElement(value, level);
    if (read !== value && copy === undefined) {
      copy = {};
      for (const earlier in json) {
        if (earlier === name) break;
        setAttribute(copy, earlier, json[earlier] as AttributeValue);
      }
    }
    if (copy !== undefined) setAttribute(copy, name, read as AttributeValue);
  }
  return (copy ?? json) as RawItem;
};

function readList<T>(json: unknown, level: number, read: Read<T>): readonly (T | null)[] {
  if (!Array.isArray(json)) return isStructure(json) ? fail(foundStructure) : fail(noCollection.member);
  const elements: readonly unknown[] = json;
  let copy: (T | null)[] | undefined;
  for (let at = 0; at < elements.length; at++) {
    const value = elements[at];
    const element = value === null ? null : read(value, level);
    if (element !== value) copy ??= elements.slice(0, at) as (T | null)[];
    copy?.push(element);
  }
  return copy ?? (elements as readonly (T | null)[]);
}

function readBlob(value: unknown): string {
  if (typeof value !== 'string') {
    if (isScalar(value)) return fail('only base-64-encoded strings are convertible to bytes');
    return refuseCollection(value, 'java.nio.ByteBuffer');
  }
  if (value.length % 4 !== 0)
    return fail(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  // Node's decoder passes over what is not base64: what it makes of the text says the same only if all of it was.
  return Buffer.from(value, 'base64').toString('base64') === value
    ? value
    : fail('Invalid last non-pad Base64 character dectected');
}

type Json = Readonly<Record<string, unknown>>;

const isStructure = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean => typeof value !== 'object';

const refuseStructure = (json: unknown, scalarMessage: string): never =>
  isScalar(json) ? fail(scalarMessage) : refuseCollection(json, ATTRIBUTE_VALUE);

/** @param target the class that a list was found for */
const refuseCollection = (value: unknown, target: string): never =>
  fail(Array.isArray(value) ? `${foundCollection} class ${target}` : foundStructure);

function fail(message: string): never {
  throw serializationError(message);
}

const ATTRIBUTE_VALUE = 'com.amazonaws.dynamodb.v20120810.AttributeValue';
