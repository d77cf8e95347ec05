import type { PutItemCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { isSame, type Item } from '../values/attribute.js';
import { Placeholders } from './expression.js';
import type { Key, KeyAttribute } from './schema.js';

/** A new item, if there is none with its key. */
export function putNew(table: string, item: Item, keys: readonly KeyAttribute[]): PutItemCommandInput {
  const places = new Placeholders();
  const ConditionExpression = `attribute_not_exists(${places.name(keys[0]?.name ?? '')})`;
  return {
    TableName: table,
    Item: item,
    ConditionExpression,
    ...places.input,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/**
 * What an edit has changed, and nothing else: what others did to other attributes stays. It holds only while the changed ones are as the editor found them.
 * @returns undefined when nothing is different
 */
export function updateOf(table: string, key: Key, before: Item, after: Item): UpdateItemCommandInput | undefined {
  const places = new Placeholders();
  const sets: string[] = [];
  const removes: string[] = [];
  const conditions: string[] = Object.keys(key)
    .slice(0, 1)
    .map((name) => `attribute_exists(${places.name(name)})`);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    if (Object.hasOwn(key, name) || isSame(was, is)) continue;
    const path = places.name(name);
    if (is === undefined) removes.push(path);
    else sets.push(`${path} = ${places.value(is)}`);
    conditions.push(was === undefined ? `attribute_not_exists(${path})` : `${path} = ${places.value(was)}`);
  }
  if (sets.length + removes.length === 0) return undefined;
  return {
    TableName: table,
    Key: key,
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: conditions.join(' AND '),
    ...places.input,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** Of which attributes two versions differ. */
export const differences = (a: Item, b: Item): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSame(a[name], b[name]));
