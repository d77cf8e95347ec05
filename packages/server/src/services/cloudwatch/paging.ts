import { listTokenInvalid } from './errors.js';

/** A token that says after which key a listing goes on. @param listing which one: it is of no use to another */
export const pageToken = (listing: string, key: string): string =>
  Buffer.from(`${listing}:${key}`, 'utf8').toString('base64url');

/** @throws AwsError InvalidParameterValue for a token that this listing never gave */
export function openToken(listing: string, token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith(`${listing}:`) || Buffer.from(text).toString('base64url') !== token) throw listTokenInvalid();
  return text.slice(listing.length + 1);
}
