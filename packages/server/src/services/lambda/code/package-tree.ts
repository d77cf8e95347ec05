import { UNZIPPED_LIMIT, unreadableZip, unzippedTooLarge } from './errors.js';

/** Files, directories and links that a package may have. AWS names no such limit; without one, a small zip could fill a disk with nothing. */
const NODE_LIMIT = 200_000;
/** Of one entry, in bytes. Longer ones cannot be opened everywhere. */
const LONGEST_PATH = 2_000;
const LONGEST_NAME = 255;

export type NodeKind = 'file' | 'directory' | 'link';

/** What stands where in a package: no path leads out of it, through a link, or through a file. */
export class PackageTree {
  readonly #nodes = new Map<string, NodeKind>();
  #bytes = 0;

  /**
   * @param name as the zip has it
   * @returns its path, and the directories that it needs and that were not there before, the outermost first.
   *   A file may come again and replaces the one before; so may a link or a directory.
   * @throws InvalidParameterValueException
   */
  add(name: string, kind: NodeKind): { path: string; directories: string[]; isRepeated: boolean } {
    const parts = partsOf(name);
    const path = parts.join('/');
    const directories: string[] = [];
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const above = path.slice(0, at);
      const there = this.#nodes.get(above);
      if (there === undefined) directories.push(this.#set(above, 'directory'));
      else if (there !== 'directory') throw unreadableZip();
    }
    // The root is always there.
    if (path === '') {
      if (kind !== 'directory') throw unreadableZip();
      return { path, directories, isRepeated: true };
    }
    const before = this.#nodes.get(path);
    if (before !== undefined && before !== kind) throw unreadableZip();
    if (before === undefined) this.#set(path, kind);
    return { path, directories, isRepeated: before !== undefined };
  }

  /** Counts content as it appears. @throws InvalidParameterValueException */
  count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > UNZIPPED_LIMIT) throw unzippedTooLarge();
  }

  get bytes(): number {
    return this.#bytes;
  }

  #set(path: string, kind: NodeKind): string {
    if (this.#nodes.size >= NODE_LIMIT) throw unreadableZip();
    this.#nodes.set(path, kind);
    return path;
  }
}

/** The names on the way. `.` and doubled slashes mean nothing; what leads out, or cannot be a name, is refused. */
function partsOf(name: string): string[] {
  if (name.startsWith('/') || name.includes('\0') || Buffer.byteLength(name) > LONGEST_PATH) throw unreadableZip();
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  for (const part of parts) {
    if (part === '..' || Buffer.byteLength(part) > LONGEST_NAME || isForeign(part)) throw unreadableZip();
  }
  return parts;
}

/** Names that Windows would take for drives, streams or patterns. */
const isForeign = (part: string): boolean => process.platform === 'win32' && /[<>:"|?*]/.test(part);
