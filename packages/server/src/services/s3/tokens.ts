import { invalidArgument } from './errors.js';

/** Continuation tokens hold no more than the last key of a page, which whoever has one may ask for anyway. */
export const writeToken = (last: string): string => Buffer.from(`1${last}`, 'utf8').toString('base64');

/** @throws InvalidArgument */
export function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!text.startsWith('1') || writeToken(text.slice(1)) !== token)
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token');
  return text.slice(1);
}
