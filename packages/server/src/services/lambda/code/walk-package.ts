import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry } from 'yauzl';
import { emptyZip, unreadableZip } from './errors.js';
import type { OpenedZip } from './opened-zip.js';
import { PackageTree } from './package-tree.js';

/** Takes what is in a package, in the order of the zip. Directories come before what is in them, and once, unless the zip says more of them. */
export interface PackageSink {
  /** @param access what everybody may do with it: 4 read, 2 write, 1 search; undefined when the zip does not say */
  directory(path: string, access: number | undefined): Promise<void> | void;
  /**
   * @param content all at once when it is small
   * @param isRepeated whether it replaces one that came before
   */
  file(
    path: string,
    access: number | undefined,
    content: Uint8Array | AsyncIterable<Uint8Array>,
    isRepeated: boolean,
  ): Promise<void>;
  /** @param target where it leads, which may be anywhere */
  link(path: string, target: string): Promise<void> | void;
}

const LONGEST_LINK = 4096;

/**
 * Goes through a zip once, trusting nothing that it says of itself: content is counted as it appears, and checked against its check sum.
 * @returns the bytes of all files
 * @throws InvalidParameterValueException, what the sink throws
 */
export async function walkPackage(zip: OpenedZip, sink: PackageSink): Promise<number> {
  const tree = new PackageTree();
  let isEmpty = true;
  for await (const entry of entriesOf(zip)) {
    isEmpty = false;
    const { kind, access } = kindOf(entry);
    const { path, directories, isRepeated } = tree.add(nameOf(entry), kind);
    for (const directory of directories) await sink.directory(directory, undefined);
    if (kind === 'directory') {
      await sink.directory(path, access);
    } else if (kind === 'file') {
      const content = isSmall(entry) ? await smallContentOf(zip, entry, tree) : contentOf(zip, entry, tree);
      await sink.file(path, access, content, isRepeated);
    } else {
      await sink.link(path, await targetOf(zip, entry, tree));
    }
  }
  if (isEmpty) throw emptyZip();
  return tree.bytes;
}

async function* entriesOf(zip: OpenedZip): AsyncGenerator<Entry> {
  const entries = zip.zip.eachEntry();
  try {
    for (;;) {
      const result = await entries.next().catch(refuse);
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    await entries.return?.();
  }
}

/** The content, which ends with an error when it is not what the zip's directory says. */
async function* contentOf(zip: OpenedZip, entry: Entry, tree: PackageTree): AsyncGenerator<Uint8Array> {
  // Encrypted, or packed in a way that AWS does not know either: deflate64, bzip2.
  if (!entry.canDecodeFileData()) throw unreadableZip();
  const stream = await zip.zip.openReadStreamPromise(entry).catch(refuse);
  const chunks = stream[Symbol.asyncIterator]();
  let sum = 0;
  try {
    for (;;) {
      const result = await chunks.next().catch(refuse);
      if (result.done === true) break;
      const chunk = result.value as Buffer;
      tree.count(chunk.length);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
  if (sum !== entry.crc32 >>> 0) throw unreadableZip();
}

/** Files that are unpacked in one go. A stream for each would take ten times as long. */
const SMALL = { packed: 64 * 1024, unpacked: 512 * 1024 } as const;

const isSmall = ({ compressedSize, uncompressedSize }: Entry): boolean =>
  compressedSize <= SMALL.packed && uncompressedSize <= SMALL.unpacked;

/** As `contentOf`. */
async function smallContentOf(zip: OpenedZip, entry: Entry, tree: PackageTree): Promise<Uint8Array> {
  if (!entry.canDecodeFileData()) throw unreadableZip();
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const { fileDataStart } = await zip.zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch(refuse);
  const packed = await zip.read(fileDataStart, compressedSize);
  if (packed.length !== compressedSize) throw unreadableZip();
  const content = compressionMethod === 0 ? packed : inflated(packed, uncompressedSize);
  if (content.length !== uncompressedSize || crc32(content) !== entry.crc32 >>> 0) throw unreadableZip();
  tree.count(content.length);
  return content;
}

/** What is longer than it is said to be is refused before it is. */
function inflated(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw unreadableZip();
  }
}

async function targetOf(zip: OpenedZip, entry: Entry, tree: PackageTree): Promise<string> {
  if (entry.uncompressedSize > LONGEST_LINK || !isSmall(entry)) throw unreadableZip();
  const target = Buffer.from(await smallContentOf(zip, entry, tree)).toString();
  if (target === '' || target.includes('\0')) throw unreadableZip();
  return target;
}

/** Hosts that wrote a mode into the upper half of the attributes: Unix and macOS. */
const unixHosts: readonly number[] = [3, 19];
const types = { mask: 0o170000, link: 0o120000, directory: 0o040000, file: 0o100000 } as const;

function kindOf(entry: Entry): { kind: 'file' | 'directory' | 'link'; access: number | undefined } {
  const isNamedDirectory = /[/\\]$/.test(entry.fileName);
  if (!unixHosts.includes(entry.versionMadeBy >>> 8)) {
    return { kind: isNamedDirectory ? 'directory' : 'file', access: undefined };
  }
  const mode = entry.externalFileAttributes >>> 16;
  const type = mode & types.mask;
  const access = mode & 7;
  if (isNamedDirectory || type === types.directory) return { kind: 'directory', access };
  if (type === types.link) return { kind: 'link', access };
  // Devices, pipes and sockets are nothing to unpack.
  if (type !== types.file && type !== 0) throw unreadableZip();
  return { kind: 'file', access };
}

/** Many tools write UTF-8 and do not say so. */
function nameOf({ fileName, fileNameRaw, generalPurposeBitFlag }: Entry): string {
  const saysUtf8 = (generalPurposeBitFlag & 0x800) !== 0;
  if (saysUtf8 || /^[ -~]*$/.test(fileName)) return fileName;
  const text = fileNameRaw.toString();
  return text.includes('\ufffd') ? fileName : text.replaceAll('\\', '/');
}

const refuse = (): never => {
  throw unreadableZip();
};
