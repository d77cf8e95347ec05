import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromBase64, numberFault, toBase64, typed, type AttributeType, type Item } from '../values/attribute.js';

/** An attribute while it is edited: everything is text, right or wrong. */
export interface Field {
  readonly id: number;
  /** Empty within lists and sets. */
  readonly name: string;
  readonly type: AttributeType;
  /** Of S, N, B; `true` or `false` of BOOL. */
  readonly text: string;
  /** Of maps, lists and sets; a set's members have its member type. */
  readonly children: readonly Field[];
}

let lastId = 0;

export const field = (name: string, type: AttributeType, text = '', children: readonly Field[] = []): Field => ({
  id: ++lastId,
  name,
  type,
  text: type === 'BOOL' && text === '' ? 'true' : text,
  children,
});

/** A new one of a type; a set begins with one member. */
export const emptyField = (name: string, type: AttributeType): Field =>
  field(name, type, '', isSet(type) ? [field('', memberType(type))] : []);

export const isSet = (type: AttributeType): type is 'SS' | 'NS' | 'BS' =>
  type === 'SS' || type === 'NS' || type === 'BS';

export const memberType = (type: AttributeType): AttributeType => (type === 'NS' ? 'N' : type === 'BS' ? 'B' : 'S');

export const fieldsOf = (item: Item): Field[] => Object.entries(item).map(([name, value]) => fieldOf(name, value));

export function fieldOf(name: string, value: AttributeValue): Field {
  const one = typed(value);
  switch (one.type) {
    case 'S':
    case 'N':
      return field(name, one.type, one.value);
    case 'B':
      return field(name, 'B', toBase64(one.value));
    case 'BOOL':
      return field(name, 'BOOL', String(one.value));
    case 'NULL':
      return field(name, 'NULL');
    case 'M':
      return field(name, 'M', '', fieldsOf(one.value));
    case 'L':
      return field(
        name,
        'L',
        '',
        one.value.map((part) => fieldOf('', part)),
      );
    case 'SS':
    case 'NS':
      return field(
        name,
        one.type,
        '',
        one.value.map((text) => field('', memberType(one.type), text)),
      );
    case 'BS':
      return field(
        name,
        'BS',
        '',
        one.value.map((bytes) => field('', 'B', toBase64(bytes))),
      );
  }
}

/** What is wrong with a field: its name, or what it holds. */
export interface FieldFaults {
  readonly name?: 'required' | 'twice';
  readonly value?:
    | 'number.format'
    | 'number.digits'
    | 'number.range'
    | 'binary.base64'
    | 'set.empty'
    | 'set.twice'
    | 'required';
}

export type Faults = ReadonlyMap<number, FieldFaults>;

/** @param keys names of key attributes: these must not be empty */
export function faultsOf(fields: readonly Field[], keys: ReadonlySet<string>): Faults {
  const found = new Map<number, FieldFaults>();
  namesOf(fields, found);
  for (const one of fields) {
    valueFaults(one, found);
    if (keys.has(one.name) && one.text === '') found.set(one.id, { ...found.get(one.id), value: 'required' });
  }
  return found;
}

function namesOf(fields: readonly Field[], found: Map<number, FieldFaults>): void {
  const seen = new Set<string>();
  for (const { id, name } of fields) {
    if (name === '') found.set(id, { name: 'required' });
    else if (seen.has(name)) found.set(id, { name: 'twice' });
    seen.add(name);
  }
}

function valueFaults({ id, type, text, children }: Field, found: Map<number, FieldFaults>): void {
  const add = (value: NonNullable<FieldFaults['value']>): void => void found.set(id, { ...found.get(id), value });
  if (type === 'N') {
    const fault = numberFault(text);
    if (fault !== undefined) add(`number.${fault}`);
  }
  if (type === 'B' && fromBase64(text) === undefined) add('binary.base64');
  if (isSet(type)) {
    if (children.length === 0) add('set.empty');
    else if (new Set(children.map((child) => child.text)).size < children.length) add('set.twice');
  }
  if (type === 'M') namesOf(children, found);
  for (const child of children) valueFaults(child, found);
}

/** The item that fields without faults are. */
export const itemOf = (fields: readonly Field[]): Item =>
  Object.fromEntries(fields.map((one) => [one.name, valueOf(one)]));

function valueOf({ type, text, children }: Field): AttributeValue {
  const texts = (): string[] => children.map((child) => child.text);
  switch (type) {
    case 'S':
      return { S: text };
    case 'N':
      return { N: text.trim() };
    case 'B':
      return { B: fromBase64(text) ?? new Uint8Array() };
    case 'BOOL':
      return { BOOL: text === 'true' };
    case 'NULL':
      return { NULL: true };
    case 'M':
      return { M: itemOf(children) };
    case 'L':
      return { L: children.map(valueOf) };
    case 'SS':
      return { SS: texts() };
    case 'NS':
      return { NS: texts().map((one) => one.trim()) };
    case 'BS':
      return { BS: texts().map((one) => fromBase64(one) ?? new Uint8Array()) };
  }
}

/** The fields with another in its place, or without it. @param change gives undefined to remove it */
export function changed(
  fields: readonly Field[],
  id: number,
  change: (one: Field) => Field | undefined,
): readonly Field[] {
  const at = fields.findIndex((one) => one.id === id);
  if (at >= 0) {
    const one = fields[at];
    const next = one && change(one);
    return next === undefined ? fields.toSpliced(at, 1) : fields.with(at, next);
  }
  let isDone = false;
  return fields.map((one) => {
    if (isDone || one.children.length === 0) return one;
    const children = changed(one.children, id, change);
    isDone = children.some((child, index) => child !== one.children[index]) || children.length !== one.children.length;
    return isDone ? { ...one, children } : one;
  });
}
