import { open } from 'node:fs/promises';
import type { ZipFile } from 'yauzl';
import { unreadableZip } from './errors.js';

/** A zip to be walked through. */
export interface OpenedZip {
  readonly zip: ZipFile;
  /** Bytes of the zip itself; fewer where it ends. */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** @throws InvalidParameterValueException when it is no zip */
export async function openZipBytes(bytes: Uint8Array): Promise<OpenedZip> {
  // Most servers never open a zip: it is loaded for the first.
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).catch(refuse);
  return { zip, read: async (position, length) => bytes.subarray(position, position + length), close: async () => {} };
}

/** @throws InvalidParameterValueException when it is no zip, errors of the file system */
export async function openZipFile(path: string): Promise<OpenedZip> {
  const { fromFdPromise } = await import('yauzl');
  const file = await open(path, 'r');
  try {
    const zip = await fromFdPromise(file.fd, { autoClose: false }).catch(refuse);
    return {
      zip,
      async read(position, length) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const refuse = (): never => {
  throw unreadableZip();
};
