import type { RequestContext } from '../../../request-context.js';
import { alarmTokenInvalid } from './errors.js';
import type { AlarmPlace } from './alarm.js';

/** Where a request's alarms are. */
export const placeOf = ({ principal, region }: RequestContext): AlarmPlace => ({ account: principal.account, region });

/** A token that says where a listing goes on. @param listing which one: it is of no use to another */
export const alarmToken = (listing: string, place: string): string =>
  Buffer.from(`${listing}:${place}`, 'utf8').toString('base64url');

/** @throws AwsError InvalidNextToken for a token that this listing never gave */
export function openAlarmToken(listing: string, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith(`${listing}:`) || Buffer.from(text).toString('base64url') !== token) throw alarmTokenInvalid();
  return text.slice(listing.length + 1);
}
