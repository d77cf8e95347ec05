import { blob, boolean, document, list, map, string, structure, type Shape } from '@paddock/wire';
import type { Item } from './domain/attribute-value.js';
import type { RawItem, RawValue } from './domain/raw-value.js';
import { readItem, readValue } from './domain/value-reader.js';

/**
 * Attribute values, and maps of them, are documents: a shape that contains itself would cost more than JSON.parse does, for each of the many
 * values that a request may have, and the words that refuse what is wrong with a value are its own. Requests give values of the right JSON types,
 * which nobody has checked yet.
 */
export const AttributeValue = document<RawValue>({
  name: 'com.amazonaws.dynamodb.v20120810.AttributeValue',
  stands: () => ModelValue,
  read: (json) => readValue(json, 'element'),
  write: (value) => JSON.stringify(value),
});

/** The item of an answer, and of what an answer repeats. */
export const AttributeMap = mapOf<Item>(() => ModelMap);
export const ItemCollectionKeyAttributeMap = AttributeMap;
/** The item that a request brings. */
export const PutItemInputAttributeMap = mapOf<RawItem>(() => ModelMap);
export const Key = PutItemInputAttributeMap;
export const ExpressionAttributeValueMap = mapOf<RawItem>(() => map(string(), ModelValue));

function mapOf<T extends RawItem>(stands: () => Shape) {
  return document<T>({
    name: 'java.util.Map',
    stands,
    read: (json) => readItem(json) as T,
    write: (item) => JSON.stringify(item),
    print: (item) =>
      `{${Object.keys(item)
        .map((name) => `${name}=${AttributeValue.name}@0`)
        .join(', ')}}`,
  });
}

/** What AWS's model has in their places. */
const ModelValue: Shape = structure('AttributeValue', {
  S: string(),
  N: string(),
  B: blob(),
  SS: list(string()),
  NS: list(string()),
  BS: list(blob()),
  get M() {
    return ModelMap;
  },
  get L() {
    return list(ModelValue);
  },
  NULL: boolean,
  BOOL: boolean,
});
const ModelMap: Shape = map(string({ max: 65_535 }), ModelValue);
