import type { Infer } from '@paddock/wire';
import { invalid, invalidParameter } from '../errors.js';
import { tableQuotas } from '../domain/table-quotas.js';
import type { AttributeDefinitions, KeySchema } from '../structures.js';
import { defaultCapacity, javaOrder } from './java-order.js';

export type Definitions = Infer<typeof AttributeDefinitions>;
export type Schema = Infer<typeof KeySchema>;

/** What of a key schema are partition attributes, and what are sort attributes. */
export interface Keys {
  readonly hash: readonly string[];
  readonly range: readonly string[];
}

export const keysOf = (schema: Schema): Keys => ({ hash: ofType(schema, 'HASH'), range: ofType(schema, 'RANGE') });

const ofType = (schema: Schema, type: 'HASH' | 'RANGE'): string[] =>
  schema.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => AttributeName);

export const namesOf = (schema: Schema): string[] => schema.map(({ AttributeName }) => AttributeName);

/** @throws ValidationException */
export function checkDefinitions(definitions: Definitions): void {
  const seen = new Set<string>();
  for (const { AttributeName: name } of definitions) {
    if (seen.has(name)) throw invalid(`Attribute Name is duplicated: ${name}`);
    seen.add(name);
  }
}

/** The keys of a table against its attribute definitions. @throws ValidationException */
export function checkTableKeys(schema: Schema, definitions: Definitions): void {
  const names = namesOf(schema);
  const defined = new Set(definitions.map(({ AttributeName }) => AttributeName));
  if (names.length > 1) {
    const isMissing = names.some((name) => !defined.has(name));
    if (isMissing || (names[0] === names[1] && defined.size === 1)) {
      throw invalid('Invalid KeySchema: Some index key attribute have no definition');
    }
  }
  checkDefined(schema, definitions);
  checkSchema(schema, false);
}

/** That an index's keys, or a table's, are defined. @throws ValidationException */
export function checkDefined(schema: Schema, definitions: Definitions): void {
  const names = namesOf(schema);
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  if (names.every((name) => defined.includes(name))) return;
  throw invalidParameter(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${javaOrder(names).join(', ')}], ` +
      `AttributeDefinitions: [${javaOrder(defined).join(', ')}]`,
  );
}

/** That nothing is defined which is no key. @throws ValidationException */
export function checkAllUsed(definitions: Definitions, used: ReadonlySet<string>): void {
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  if (defined.every((name) => used.has(name))) return;
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${javaOrder(defined).join(', ')}], ` +
      `keys used: [${javaOrder([...used], defaultCapacity).join(', ')}]`,
  );
}

/**
 * The order and the number of a key's attributes.
 * @param isGlobal whether it is that of a global index, which may have several of each type
 * @throws ValidationException
 */
export function checkSchema(schema: Schema, isGlobal: boolean): void {
  const names = namesOf(schema);
  const [first, second] = schema;
  if (new Set(names).size < names.length) {
    throw invalid(
      names.length > 2
        ? 'The KeySchema contains multiple key attributes with the same name'
        : 'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    );
  }
  if (first?.KeyType !== 'HASH') {
    throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (!isGlobal) {
    if (second !== undefined && second.KeyType !== 'RANGE') {
      throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
    }
    return;
  }
  const { hash, range } = keysOf(schema);
  if (schema.slice(0, hash.length).some(({ KeyType }) => KeyType !== 'HASH')) {
    throw invalidParameter('All HASH key attributes must precede RANGE key attributes in the KeySchema');
  }
  for (const [type, list] of [
    ['HASH', hash],
    ['RANGE', range],
  ] as const) {
    if (list.length > tableQuotas.keyAttributesOfIndex) {
      throw invalidParameter(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`);
    }
  }
}
