import { isPartitionKey } from './rules.js';
import { parseHashKey } from './hash-range.js';

export type Encoding = 'text' | 'json' | 'base64';

/** What somebody wants to put, as it stands in the form. */
export interface Draft {
  readonly data: string;
  readonly encoding: Encoding;
  /** Each line a record by itself. */
  readonly isMany: boolean;
  readonly partitionKey: string;
  /** Empty for none. */
  readonly explicitHashKey: string;
}

export interface Entry {
  readonly partitionKey: string;
  readonly explicitHashKey: string | undefined;
  readonly data: Uint8Array;
}

export type DraftProblem =
  | { readonly field: 'partitionKey' | 'explicitHashKey'; readonly is: 'bad' }
  /** @param line from 1, of many */
  | {
      readonly field: 'data';
      readonly is: 'empty' | 'json' | 'base64' | 'count';
      readonly line: number;
      readonly message?: string;
    };

const mostEntries = 500;

/** The records of a draft, or everything that is wrong with it. */
export function entriesOf(draft: Draft): {
  readonly entries: readonly Entry[];
  readonly problems: readonly DraftProblem[];
} {
  const problems: DraftProblem[] = [];
  const explicit = draft.explicitHashKey.trim();
  if (!isPartitionKey(draft.partitionKey)) problems.push({ field: 'partitionKey', is: 'bad' });
  if (explicit !== '' && parseHashKey(explicit) === undefined) problems.push({ field: 'explicitHashKey', is: 'bad' });
  const parts = draft.isMany
    ? draft.data
        .split('\n')
        .flatMap((text, index) => (text.trim() === '' ? [] : [{ text: text.replace(/\r$/, ''), line: index + 1 }]))
    : [{ text: draft.data, line: 1 }];
  if (draft.data.trim() === '') problems.push({ field: 'data', is: 'empty', line: 1 });
  else if (parts.length > mostEntries) problems.push({ field: 'data', is: 'count', line: mostEntries + 1 });
  else {
    const entries: Entry[] = [];
    for (const { text, line } of parts) {
      const data = encode(text, draft.encoding);
      if (data instanceof Uint8Array)
        entries.push({
          partitionKey: draft.partitionKey,
          explicitHashKey: explicit === '' ? undefined : explicit,
          data,
        });
      else {
        problems.push({ field: 'data', line, ...data });
        break;
      }
    }
    if (problems.length === 0) return { entries, problems };
  }
  return { entries: [], problems };
}

function encode(
  text: string,
  encoding: Encoding,
): Uint8Array | { readonly is: 'json' | 'base64'; readonly message?: string } {
  if (encoding === 'base64') return fromBase64(text) ?? { is: 'base64' };
  if (encoding === 'json') {
    try {
      JSON.parse(text);
    } catch (error) {
      return { is: 'json', message: error instanceof Error ? error.message : String(error) };
    }
  }
  return new TextEncoder().encode(text);
}

/** Undefined for what is no base64; spaces and line ends in it do not count. */
export function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return undefined;
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** A unicorn's reading, as the ride's sensors send them. @param now ms since the epoch */
export function exampleReading(now: number): string {
  return JSON.stringify({
    Name: 'Shadowfax',
    StatusTime: new Date(now).toISOString().replace('T', ' ').replace('Z', ''),
    Latitude: 40.749426,
    Longitude: -73.985184,
    Distance: 29.41,
    MagicPoints: 150,
    HealthPoints: 151,
  });
}
