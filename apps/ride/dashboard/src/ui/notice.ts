import type { Connection } from '../contracts.js';

/** What stands over the map: a card in its middle where there is something to do, a banner where the map goes on. */
export type Notice =
  | { readonly place: 'card'; readonly about: Exclude<Connection['kind'], 'reading' | 'throttled' | 'unreachable'> }
  | { readonly place: 'card'; readonly about: 'no-unicorns' }
  | { readonly place: 'banner' | 'card'; readonly about: 'throttled' | 'unreachable' };

export interface Circumstances {
  readonly connection: Connection;
  readonly hasUnicorns: boolean;
  /** Milliseconds for which the stream has been read without anything coming. */
  readonly emptyMillis: number;
  /** The form is open: it says all that there is to say while nothing is chosen. */
  readonly isAsking: boolean;
}

/** Nobody is missed before this long. */
export const PATIENCE_MILLIS = 5_000;

export function noticeFor({ connection, hasUnicorns, emptyMillis, isAsking }: Circumstances): Notice | undefined {
  const { kind } = connection;
  if (isAsking) return undefined;
  if (kind === 'reading') {
    return !hasUnicorns && emptyMillis >= PATIENCE_MILLIS ? { place: 'card', about: 'no-unicorns' } : undefined;
  }
  if (kind === 'throttled' || kind === 'unreachable') {
    return { place: hasUnicorns ? 'banner' : 'card', about: kind };
  }
  // After a while away the unicorns are still there: the pill says it.
  if (kind === 'connecting' && hasUnicorns) return undefined;
  return { place: 'card', about: kind };
}
