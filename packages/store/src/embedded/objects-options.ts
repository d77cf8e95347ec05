import type { FileHandle } from 'node:fs/promises';

export interface EmbeddedObjectsOptions {
  /** Made if it is not there. One process at a time: see `openDataDirectory`. */
  readonly directory: string;
  /** `sync` waits for the disk; `relaxed` survives the process's end, not the machine's. */
  readonly durability: 'sync' | 'relaxed';
  /** Called once, when the index could not be written for another reason than a full disk. Every later write is refused with that error. */
  readonly onFatal?: (error: Error) => void;
  /** Objects up to this size stand in the index, with no file of their own. Default 32 KiB. */
  readonly inlineBytes?: number;
  /** Tests put a failing disk here. */
  readonly disk?: ObjectDisk;
}

/** The calls on an object's file that can find the disk full or failing. */
export interface ObjectDisk {
  /** @returns how many bytes were written, at least one */
  write(file: FileHandle, bytes: Uint8Array, position: number): Promise<number>;
  sync(file: FileHandle): Promise<void>;
}

export const realObjectDisk: ObjectDisk = {
  write: async (file, bytes, position) => (await file.write(bytes, 0, bytes.length, position)).bytesWritten,
  sync: (file) => file.datasync(),
};
