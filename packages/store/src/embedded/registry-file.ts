import { type FileHandle, open } from 'node:fs/promises';

const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const META_PAGE = 0x08;
const NO_PAGE = 0xffff_ffff_ffff_ffffn;
const META_BYTES = 160;

/**
 * Looks at an LMDB data file before LMDB does, because LMDB trusts it: a damaged head or a root beyond the end of a shortened
 * file would kill the process with a signal instead of an error.
 * @returns what is wrong, or undefined when nothing is, the file does not exist yet, or this machine lays it out otherwise.
 */
export async function inspectLmdbFile(path: string): Promise<string | undefined> {
  if (process.arch !== 'x64' && process.arch !== 'arm64') return undefined;
  const file = await openIfThere(path);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    if (size === 0) return undefined;
    const first = await readMeta(file, 0);
    if (first === undefined) return 'data.mdb is not an LMDB file';
    const second = await readMeta(file, first.pageSize);
    if (second === undefined) return 'the head of data.mdb is broken';
    const { roots } = first.transaction > second.transaction ? first : second;
    const pages = BigInt(Math.floor(size / first.pageSize));
    return roots.some((root) => root !== NO_PAGE && root >= pages) ? 'data.mdb has been cut short' : undefined;
  } finally {
    await file.close();
  }
}

interface Meta {
  readonly pageSize: number;
  readonly transaction: bigint;
  /** The pages where the free list and the list of databases begin. */
  readonly roots: readonly bigint[];
}

/** One of the two meta pages that LMDB writes in turn; its layout is `MDB_meta` of a 64-bit, little-endian machine. */
async function readMeta(file: FileHandle, position: number): Promise<Meta | undefined> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(META_BYTES), 0, META_BYTES, position);
  if (bytesRead < META_BYTES) return undefined;
  const isMeta = (buffer.readUInt16LE(18) & META_PAGE) !== 0;
  if (!isMeta || buffer.readUInt32LE(24) !== MAGIC || buffer.readUInt32LE(28) !== DATA_VERSION) return undefined;
  const pageSize = buffer.readUInt32LE(48);
  if (pageSize < 256 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  return {
    pageSize,
    transaction: buffer.readBigUInt64LE(152),
    roots: [buffer.readBigUInt64LE(88), buffer.readBigUInt64LE(136)],
  };
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
