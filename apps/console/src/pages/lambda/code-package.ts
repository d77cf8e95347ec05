import { inflateSync, zipSync, type Zippable } from 'fflate';

/** An entry of a deployment package. A folder's path ends with `/`. */
export interface PackageFile {
  readonly path: string;
  readonly data: Uint8Array;
  /** Unix mode with its kind of file; 0 where the zip was not made on Unix. */
  readonly mode: number;
  readonly modified: Date;
}

const regular = 0o100000;
const folder = 0o040000;
export const fileMode = (permissions: number): number => regular | permissions;
export const folderMode = folder | 0o755;

/** Why a package is not opened here: it would be too much for a page, or could not be written back as it was. */
export class UneditablePackage extends Error {
  readonly reason: 'size' | 'files' | 'names' | 'unreadable';
  constructor(reason: UneditablePackage['reason']) {
    super(reason);
    this.name = 'UneditablePackage';
    this.reason = reason;
  }
}

/** Unpacked bytes, and entries: a small zip may be a very large package. */
export const mostUnpacked = 32 * 1024 * 1024;
export const mostFiles = 10_000;

/** @throws UneditablePackage */
export function readPackage(zip: Uint8Array): PackageFile[] {
  const entries = entriesOf(zip);
  if (entries.length > mostFiles) throw new UneditablePackage('files');
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpacked) throw new UneditablePackage('size');
  const paths = new Set(entries.map(({ path }) => path));
  if (paths.size < entries.length || entries.some(({ path }) => isUnsafe(path))) throw new UneditablePackage('names');
  return entries.map((entry) => ({
    path: entry.path,
    data: contentOf(zip, entry),
    mode: entry.mode,
    modified: entry.modified,
  }));
}

const isUnsafe = (path: string): boolean =>
  path === '' ||
  // An object cannot have it for a key, and packing goes by objects.
  path === '__proto__' ||
  path.startsWith('/') ||
  path.includes('\\') ||
  path.split('/').includes('..');

function contentOf(zip: Uint8Array, { at, packed, size, method }: Entry): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (at + 30 > zip.length || view.getUint32(at, true) !== 0x04034b50) throw new UneditablePackage('unreadable');
  const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = zip.subarray(begin, begin + packed);
  if (data.length < packed) throw new UneditablePackage('unreadable');
  if (method === 0) return data.slice();
  if (method !== 8) throw new UneditablePackage('unreadable');
  try {
    // The room is what the directory says, and one byte to tell a zip that lies of its size, which then fills no memory.
    const content = inflateSync(data, { out: new Uint8Array(size + 1) });
    if (content.length === size) return content;
  } catch {
    // Said below.
  }
  throw new UneditablePackage('unreadable');
}

/** The modes are written as Unix has them: a file that had none is made readable by all. */
export function packPackage(files: readonly PackageFile[]): Uint8Array {
  const entries = Object.create(null) as Zippable;
  for (const { path, data, mode, modified } of files) {
    const written = mode === 0 ? (path.endsWith('/') ? folderMode : fileMode(0o644)) : mode;
    // Zips know no time before 1980 and none after 2099.
    const year = modified.getFullYear();
    const mtime = year >= 1980 && year < 2100 ? modified : new Date(1980, 0, 1);
    entries[path] = [data, { os: 3, attrs: written * 2 ** 16, mtime }];
  }
  return zipSync(entries, { level: 6 });
}

interface Entry {
  readonly path: string;
  /** Of its local header. */
  readonly at: number;
  /** Bytes in the zip, and unpacked. */
  readonly packed: number;
  readonly size: number;
  readonly method: number;
  readonly mode: number;
  readonly modified: Date;
}

/** The central directory. @throws UneditablePackage */
function entriesOf(zip: Uint8Array): Entry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) throw new UneditablePackage('unreadable');
  const found: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= zip.length && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) throw new UneditablePackage('unreadable');
    found.push({
      path: nameOf(zip.subarray(at + 46, at + 46 + nameLength)),
      at: view.getUint32(at + 42, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
      mode: view.getUint8(at + 5) === 3 ? view.getUint16(at + 40, true) : 0,
      modified: dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (found.length !== view.getUint16(end + 10, true)) throw new UneditablePackage('unreadable');
  return found;
}

/** Many zips are UTF-8 without saying so. What is not would get another name when it is written back. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UneditablePackage('names');
  }
}

function endOfDirectory(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 65_557; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return undefined;
}

const dosTime = (date: number, time: number): Date =>
  new Date(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);

/** The text of a file, or undefined for what is binary. */
export function textOf(data: Uint8Array): string | undefined {
  if (data.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return undefined;
  }
}
