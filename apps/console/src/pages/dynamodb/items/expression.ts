import type { AttributeValue, QueryCommandInput, ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { fromBase64, numberFault, type AttributeType } from '../values/attribute.js';
import type { Filter, ItemQuery, KeyCondition } from './query.js';
import type { KeyAttribute, Source } from './schema.js';

/** What is wrong with an input of the builder: where, and which text says it. */
export interface QueryFault {
  /** `key.Name`, `key.Name.upper`, `filter.0`, `filter.0.name`, `filter.0.upper`, `attributes`, `limit`. */
  readonly field: string;
  readonly fault: 'required' | 'number.format' | 'number.digits' | 'number.range' | 'binary.base64' | 'limit' | 'range';
}

/** A value of a type as somebody types it. */
export function valueFromText(text: string, type: AttributeType): AttributeValue | QueryFault['fault'] {
  if (type === 'N') {
    const fault = numberFault(text);
    return fault === undefined ? { N: text.trim() } : text.trim() === '' ? 'required' : `number.${fault}`;
  }
  if (type === 'B') {
    const bytes = fromBase64(text);
    return bytes === undefined ? 'binary.base64' : { B: bytes };
  }
  if (type === 'BOOL') return { BOOL: text === 'true' };
  return type === 'NULL' ? { NULL: true } : { S: text };
}

/**
 * Names and values of expressions. Every name gets a placeholder: of the 573 reserved words many are names that people give, and names may have any character. Equal names share one.
 */
export class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, AttributeValue> = {};

  name(name: string): string {
    const known = Object.keys(this.names).find((placeholder) => this.names[placeholder] === name);
    if (known !== undefined) return known;
    const own = `#${name}`;
    const placeholder = /^\w{1,40}$/.test(name) && !Object.hasOwn(this.names, own) ? own : this.freeName();
    this.names[placeholder] = name;
    return placeholder;
  }

  private freeName(): string {
    let count = Object.keys(this.names).length;
    while (Object.hasOwn(this.names, `#n${count}`)) count++;
    return `#n${count}`;
  }

  value(value: AttributeValue): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  /** As in a request: nothing where there is nothing. */
  get input(): Pick<QueryCommandInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
    return {
      ...(Object.keys(this.names).length > 0 ? { ExpressionAttributeNames: this.names } : {}),
      ...(Object.keys(this.values).length > 0 ? { ExpressionAttributeValues: this.values } : {}),
    };
  }
}

export type ItemRequest =
  | { readonly operation: 'Scan'; readonly input: ScanCommandInput }
  | { readonly operation: 'Query'; readonly input: QueryCommandInput };

/** The call that a query is, or all that is wrong with it. */
export function requestOf(
  tableName: string,
  query: ItemQuery,
  source: Source,
  tableKeys: readonly KeyAttribute[],
): ItemRequest | readonly QueryFault[] {
  const faults: QueryFault[] = [];
  const places = new Placeholders();
  const keyExpression = query.mode === 'query' ? keyConditions(query, source, places, faults) : undefined;
  const filterExpression = query.filters
    .map((filter, index) => filterCondition(filter, `filter.${index}`, places, faults))
    .filter((part) => part !== '')
    .join(' AND ');
  if (query.attributes?.length === 0) faults.push({ field: 'attributes', fault: 'required' });
  if (query.limit !== undefined && (!Number.isInteger(query.limit) || query.limit < 1))
    faults.push({ field: 'limit', fault: 'limit' });
  // Keys are always asked for: without them an item could not be opened.
  const wanted = query.attributes && new Set([...tableKeys.map(({ name }) => name), ...query.attributes]);
  const projection = wanted && [...wanted].map((name) => places.name(name)).join(', ');
  if (faults.length > 0) return faults;
  const input: ScanCommandInput = {
    TableName: tableName,
    ...(query.index === undefined ? {} : { IndexName: query.index }),
    ...(filterExpression === '' ? {} : { FilterExpression: filterExpression }),
    ...(projection === undefined ? {} : { ProjectionExpression: projection }),
    ...places.input,
    ...(query.isConsistent && source.kind !== 'global' ? { ConsistentRead: true } : {}),
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ReturnConsumedCapacity: 'TOTAL',
  };
  if (query.mode === 'scan') return { operation: 'Scan', input };
  return {
    operation: 'Query',
    input: {
      ...input,
      KeyConditionExpression: keyExpression,
      ...(query.isDescending ? { ScanIndexForward: false } : {}),
    },
  };
}

function keyConditions(query: ItemQuery, source: Source, places: Placeholders, faults: QueryFault[]): string {
  const parts: string[] = [];
  let mayFollow = true;
  for (const key of source.keys) {
    const given = query.keys.find(({ name }) => name === key.name);
    // A sort key may be left out, and with it those behind it.
    if (key.role === 'RANGE' && (given === undefined || given.value === '' || !mayFollow)) {
      mayFollow = false;
      continue;
    }
    const condition = given ?? { name: key.name, operator: '=' as const, value: '', upper: '' };
    if (condition.operator !== '=') mayFollow = false;
    parts.push(keyCondition(key.role === 'HASH' ? { ...condition, operator: '=' } : condition, key, places, faults));
  }
  return parts.join(' AND ');
}

function keyCondition(
  { name, operator, value, upper }: KeyCondition,
  key: KeyAttribute,
  places: Placeholders,
  faults: QueryFault[],
): string {
  const read = (text: string, field: string): string => {
    const found = text === '' ? 'required' : valueFromText(text, key.type);
    if (typeof found !== 'string') return places.value(found);
    faults.push({ field, fault: found });
    return '';
  };
  const path = places.name(name);
  const first = read(value, `key.${name}`);
  if (operator === 'between') return `${path} BETWEEN ${first} AND ${read(upper, `key.${name}.upper`)}`;
  return operator === 'begins_with' ? `begins_with(${path}, ${first})` : `${path} ${operator} ${first}`;
}

function filterCondition(filter: Filter, field: string, places: Placeholders, faults: QueryFault[]): string {
  const { name, type, operator, value, upper } = filter;
  if (name === '') {
    faults.push({ field: `${field}.name`, fault: 'required' });
    return '';
  }
  const path = places.name(name);
  if (operator === 'exists') return `attribute_exists(${path})`;
  if (operator === 'not_exists') return `attribute_not_exists(${path})`;
  const read = (text: string, where: string): string => {
    const found = valueFromText(text, type);
    if (typeof found !== 'string') return places.value(found);
    faults.push({ field: where, fault: found });
    return '';
  };
  if (operator === 'in') {
    const lines = value.split('\n').filter((line) => line !== '');
    if (lines.length === 0) faults.push({ field, fault: 'required' });
    return `${path} IN (${lines.map((line) => read(line, field)).join(', ')})`;
  }
  const first = read(value, field);
  switch (operator) {
    case 'between':
      return `${path} BETWEEN ${first} AND ${read(upper, `${field}.upper`)}`;
    case 'begins_with':
    case 'contains':
      return `${operator}(${path}, ${first})`;
    case 'not_contains':
      return `NOT contains(${path}, ${first})`;
    default:
      return `${path} ${operator} ${first}`;
  }
}

/** The operators that make sense for a type; both of existence for all. */
export function operatorsFor(type: Filter['type']): readonly Filter['operator'][] {
  const existence = ['exists', 'not_exists'] as const;
  if (type === 'BOOL' || type === 'NULL') return ['=', '<>', ...existence];
  const order = ['=', '<>', '<', '<=', '>', '>=', 'between', 'in'] as const;
  const text = ['begins_with'] as const;
  const member = ['contains', 'not_contains'] as const;
  return type === 'N' ? [...order, ...member, ...existence] : [...order, ...text, ...member, ...existence];
}
