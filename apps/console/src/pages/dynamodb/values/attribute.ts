import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

export const attributeTypes: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'];

export const isAttributeType = (text: string): text is AttributeType => attributeTypes.some((type) => type === text);

/** One of the ten types with what it holds; numbers are texts, whatever they are long. */
export type Typed =
  | { readonly type: 'S' | 'N'; readonly value: string }
  | { readonly type: 'B'; readonly value: Uint8Array }
  | { readonly type: 'BOOL'; readonly value: boolean }
  | { readonly type: 'NULL'; readonly value: true }
  | { readonly type: 'M'; readonly value: Item }
  | { readonly type: 'L'; readonly value: readonly AttributeValue[] }
  | { readonly type: 'SS' | 'NS'; readonly value: readonly string[] }
  | { readonly type: 'BS'; readonly value: readonly Uint8Array[] };

/** The SDK's union, told apart. */
export function typed(value: AttributeValue): Typed {
  if (value.S !== undefined) return { type: 'S', value: value.S };
  if (value.N !== undefined) return { type: 'N', value: value.N };
  if (value.B !== undefined) return { type: 'B', value: value.B };
  if (value.BOOL !== undefined) return { type: 'BOOL', value: value.BOOL };
  if (value.M !== undefined) return { type: 'M', value: value.M };
  if (value.L !== undefined) return { type: 'L', value: value.L };
  if (value.SS !== undefined) return { type: 'SS', value: value.SS };
  if (value.NS !== undefined) return { type: 'NS', value: value.NS };
  if (value.BS !== undefined) return { type: 'BS', value: value.BS };
  return { type: 'NULL', value: true };
}

export const typeOf = (value: AttributeValue): AttributeType => typed(value).type;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: arguments of a call are limited.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Undefined for what is no base64, with or without its padding. */
export function fromBase64(text: string): Uint8Array | undefined {
  const clean = text.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(clean) || clean.replaceAll('=', '').length % 4 === 1) return undefined;
  try {
    return Uint8Array.from(atob(clean), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export type NumberFault = 'format' | 'digits' | 'range';

/** What DynamoDB has against a number: 38 significant digits, from 1E-130 to 9.9…E+125. The text itself is never changed. */
export function numberFault(text: string): NumberFault | undefined {
  const parts = /^[+-]?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,6}))?$/.exec(text.trim());
  if (parts === null) return 'format';
  const [whole = '', fraction = ''] = (parts[1] ?? '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return undefined;
  if (digits.replace(/0+$/, '').length > 38) return 'digits';
  const leadingZeros = (whole + fraction).length - digits.length;
  const magnitude = whole.length - leadingZeros - 1 + Number(parts[2] ?? 0);
  return magnitude > 125 || magnitude < -130 ? 'range' : undefined;
}

/** Whether two values are the same to DynamoDB, as far as that can be told without computing: sets have no order. */
export function isSame(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonical(a) === canonical(b);
}

function canonical(value: AttributeValue): string {
  const one = typed(value);
  switch (one.type) {
    case 'B':
      return `B${toBase64(one.value)}`;
    case 'BS':
      return `BS${one.value.map(toBase64).toSorted().join()}`;
    case 'SS':
    case 'NS':
      return one.type + JSON.stringify(one.value.toSorted());
    case 'M':
      return `M{${Object.keys(one.value)
        .toSorted()
        .map((name) => JSON.stringify(name) + canonical(one.value[name] ?? { NULL: true }))
        .join()}}`;
    case 'L':
      return `L[${one.value.map(canonical).join()}]`;
    default:
      return one.type + JSON.stringify(one.value);
  }
}
