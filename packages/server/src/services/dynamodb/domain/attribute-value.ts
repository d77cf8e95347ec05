/**
 * A value as DynamoDB's JSON has it: an object with exactly one member. Inside the server values are normal: numbers in their shortest
 * decimal form (`-12.5`, never `1E2`), binary as canonical base64, sets without duplicates and in the order of their members.
 * They are never changed in place: an update makes new ones.
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

/** Attributes by name. Names are the user's, so they are looked up and set only by {@link attribute} and {@link withAttribute}: `constructor` is one of them. */
export type Item = { readonly [name: string]: AttributeValue };

/** An item while it is put together. */
export type ItemDraft = { [name: string]: AttributeValue };

export const attribute = (item: Item, name: string): AttributeValue | undefined =>
  Object.hasOwn(item, name) ? item[name] : undefined;

/** Sets an attribute of an item that nobody else has seen yet. */
export function setAttribute(item: ItemDraft, name: string, value: AttributeValue): void {
  if (name === '__proto__') {
    Object.defineProperty(item, name, { value, writable: true, enumerable: true, configurable: true });
  } else item[name] = value;
}

/** The one member that the value has. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new TypeError('an attribute value has no type');
}
