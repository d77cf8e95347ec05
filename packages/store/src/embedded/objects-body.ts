import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { ObjectsCorruptError, type ObjectHead, type OpenObject } from '../objects.js';
import { BLOCK, blocksOf, SUM } from './objects-files.js';

/** Check sums that are read at once: for 32 MiB of content. */
const SUMS_AT_ONCE = 256;

/** A small object, from the index. */
export class InlineObject implements OpenObject {
  readonly head: ObjectHead;
  readonly #content: Uint8Array;

  /** @throws ObjectsCorruptError */
  constructor(head: ObjectHead, content: Uint8Array, start: number, end: number) {
    if (content.length !== head.size || createHash('sha256').update(content).digest('hex') !== head.sha256) {
      throw new ObjectsCorruptError(`the object ${head.key} is damaged in the index`);
    }
    this.head = head;
    this.#content = content.slice(start, end);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (this.#content.length > 0) yield this.#content;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#content;
  }

  async discard(): Promise<void> {}
}

/** An object in a file of its own, which stays open until it is read or let go. */
export class FileObject implements OpenObject {
  readonly head: ObjectHead;
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #start: number;
  readonly #end: number;
  #sums: { readonly first: number; readonly bytes: Buffer } | undefined;
  #isClosed = false;

  /** @param file belongs to the object from now on */
  constructor(head: ObjectHead, file: FileHandle, path: string, start: number, end: number) {
    this.head = head;
    this.#file = file;
    this.#path = path;
    this.#start = start;
    this.#end = end;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (let at = this.#start; at < this.#end;) {
        const block = Math.floor(at / BLOCK);
        const content = await this.#block(block);
        const from = at - block * BLOCK;
        const part = content.subarray(from, Math.min(content.length, this.#end - block * BLOCK));
        at += part.length;
        yield part;
      }
    } finally {
      await this.discard();
    }
  }

  async bytes(): Promise<Uint8Array> {
    const all = Buffer.allocUnsafe(this.#end - this.#start);
    let filled = 0;
    for await (const chunk of this) {
      all.set(chunk, filled);
      filled += chunk.length;
    }
    return all;
  }

  async discard(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#file.close();
  }

  async #block(block: number): Promise<Buffer> {
    const start = block * BLOCK;
    const content = await this.#read(start, Math.min(BLOCK, this.head.size - start));
    const sum = await this.#sum(block);
    if (crc32(content) !== sum) throw this.#damaged(`the check sum of the block at ${start} is wrong`);
    return content;
  }

  async #sum(block: number): Promise<number> {
    if (this.#sums === undefined || block >= this.#sums.first + this.#sums.bytes.length / SUM) {
      const last = Math.min(block + SUMS_AT_ONCE, blocksOf(this.#end));
      const bytes = await this.#read(this.head.size + block * SUM, (last - block) * SUM);
      this.#sums = { first: block, bytes };
    }
    return this.#sums.bytes.readUInt32LE((block - this.#sums.first) * SUM);
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let filled = 0; filled < length;) {
      const { bytesRead } = await this.#file.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) throw this.#damaged(`it ends at ${position + filled}`);
      filled += bytesRead;
    }
    return bytes;
  }

  #damaged(how: string): ObjectsCorruptError {
    return new ObjectsCorruptError(`the object ${this.head.key} is damaged: ${this.#path}: ${how}`);
  }
}
