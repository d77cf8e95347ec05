import { uriEncode } from '@paddock/wire';
import { quoted } from './attributes.js';
import { fromOrdered } from './domain/names.js';
import type { ObjectEntry } from './domain/object-entry.js';
import { invalidArgument } from './errors.js';

/** How keys are written in a list. @throws InvalidArgument */
export function encoderOf(encoding: string | undefined): (text: string) => string {
  if (encoding === undefined) return (text) => text;
  if (encoding !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  return (text) => uriEncode(asBytes(text)).replaceAll('%20', '+').replaceAll('%2F', '/').replaceAll('%2A', '*');
}

/** `uriEncode` takes characters up to U+00FF as bytes. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

/** Most keys of a page. @throws InvalidArgument */
export function pageLimit(asked: number | undefined, name: string): number {
  if (asked !== undefined && asked < 0)
    throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, String(asked));
  return Math.min(asked ?? 1000, 1000);
}

/** An object as lists show it. */
export const contentView = (ordered: string, entry: ObjectEntry, write: (text: string) => string, owner?: string) => ({
  Key: write(fromOrdered(ordered)),
  LastModified: Math.floor(entry.modified / 1000) * 1000,
  ETag: quoted(entry.etag),
  ChecksumAlgorithm: entry.checksum === undefined ? undefined : [entry.checksum.algorithm],
  ChecksumType: entry.checksum?.type,
  Size: entry.size,
  Owner: owner === undefined ? undefined : { ID: owner },
  StorageClass: entry.attributes.storageClass ?? 'STANDARD',
});
