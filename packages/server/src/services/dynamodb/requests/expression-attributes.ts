import { AwsError } from '@paddock/wire';
import { setAttribute, type Item, type ItemDraft } from '../domain/attribute-value.js';
import { checkPlaceholderMaps, Placeholders } from '../domain/expressions/placeholders.js';
import type { Layer } from '../domain/layer.js';
import { checkValue } from '../domain/value-check.js';
import { attributeNameTooLong, emptyAttributeName } from '../errors.js';
import type { RawItem } from '../domain/raw-value.js';
import { itemSize, utf8Length } from '../domain/value-size.js';
import { invalidNameForKey, invalidValueForKey, mapsTooLarge, mapTooLarge, type ExpressionMap } from './errors.js';

export interface ExpressionAttributes {
  readonly ExpressionAttributeNames?: Names | undefined;
  readonly ExpressionAttributeValues?: RawItem | undefined;
}

type Names = Readonly<Record<string, string>>;

/** What the names and values of a request's expressions stand for, checked. */
export function placeholdersOf(input: ExpressionAttributes, layer: Layer): Placeholders {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: raw } = input;
  if (names === undefined && raw === undefined) return new Placeholders(undefined, undefined);
  checkPlaceholderMaps(names, raw);
  const namesSize = names === undefined ? 0 : within(LARGEST_MAPS, sizeOfNames(names), 'ExpressionAttributeNames');
  if (raw === undefined) return new Placeholders(names, undefined);
  const values = checkValues(raw, layer);
  if (namesSize + within(LARGEST_MAPS, itemSize(values), 'ExpressionAttributeValues') > LARGEST_MAPS)
    throw mapsTooLarge();
  return new Placeholders(names, values);
}

/** Bytes of the names and values of one request. */
const LARGEST_MAPS = 2_097_152;

function sizeOfNames(names: Names): number {
  let size = 0;
  for (const key in names) {
    // A JSON null is no name either.
    const name = names[key] ?? '';
    const bytes = utf8Length(name);
    if (bytes === 0) throw invalidNameForKey(emptyAttributeName().message, key);
    if (bytes > LONGEST_NAME) throw invalidNameForKey(attributeNameTooLong().message, key);
    size += key.length + bytes;
  }
  return size;
}

const LONGEST_NAME = 65_535;

function within(most: number, size: number, map: ExpressionMap): number {
  if (size > most) throw mapTooLarge(map);
  return size;
}

function checkValues(raw: RawItem, layer: Layer): Item {
  const values: ItemDraft = {};
  for (const key in raw) {
    try {
      setAttribute(values, key, checkValue(raw[key] ?? null, layer));
    } catch (error) {
      throw layer === 'old' && error instanceof AwsError ? invalidValueForKey(error.message, key) : error;
    }
  }
  return values;
}
