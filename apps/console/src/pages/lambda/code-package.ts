import { unzipSync, zipSync, type Zippable } from 'fflate';

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

/** @throws what fflate says of a zip that is none */
export function readPackage(zip: Uint8Array): PackageFile[] {
  const contents = unzipSync(zip);
  const attributes = attributesOf(zip);
  return Object.entries(contents).map(([path, data]) => ({
    path,
    data,
    mode: attributes.get(path)?.mode ?? 0,
    modified: attributes.get(path)?.modified ?? new Date(1980, 0, 1),
  }));
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

interface Attributes {
  readonly mode: number;
  readonly modified: Date;
}

/** What fflate does not tell, out of the central directory. */
function attributesOf(zip: Uint8Array): Map<string, Attributes> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found = new Map<string, Attributes>();
  const end = endOfDirectory(view);
  if (end === undefined) return found;
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= zip.length && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    const isUnix = view.getUint8(at + 5) === 3;
    found.set(path, {
      mode: isUnix ? view.getUint16(at + 40, true) : 0,
      modified: dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    });
    at = next;
  }
  return found;
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
