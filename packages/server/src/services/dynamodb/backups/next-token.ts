import { invalidToken } from './errors.js';

/** Where a list goes on: after the one with this name. AWS's tokens are hexadecimal, in groups of 16 digits, seven at least. */
export function nextToken({ name, id }: { readonly name: string; readonly id: string }): string {
  const text = JSON.stringify([name, id]);
  const bytes = Buffer.from(text);
  const length = Math.max(56, Math.ceil(bytes.length / 8) * 8);
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]).toString('hex');
}

/** @throws ValidationException */
export function readNextToken(token: string): { readonly name: string; readonly id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'hex').toString());
    const [name, id] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
    if (typeof name === 'string' && typeof id === 'string') return { name, id };
  } catch {
    // As any other token that is none.
  }
  throw invalidToken(token);
}
