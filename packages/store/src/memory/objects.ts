import { createHash } from 'node:crypto';
import {
  dismiss,
  keyRange,
  listLimit,
  orderedKey,
  rangeWithin,
  requireCondition,
  requireRange,
} from '../objects-checks.js';
import {
  ObjectsClosedError,
  type ObjectCondition,
  type ObjectEntry,
  type ObjectHead,
  type ObjectRange,
  type Objects,
  type OpenObject,
} from '../objects.js';
import { OrderedMap } from '../ordered-map.js';
import type { Copyable } from '../snapshot.js';

/** Objects that are gone with their process: for `--ephemeral`, and for tests. */
/** What objects there were at one moment. */
export interface MemoryObjectsCopy {
  readonly objects: OrderedMap<Stored>;
  readonly version: number;
}

/** @param from what it begins with; nothing when absent */
export function openMemoryObjects(from?: MemoryObjectsCopy): Objects & Copyable<MemoryObjectsCopy> {
  return new MemoryObjects(from);
}

interface Stored {
  readonly head: ObjectHead;
  readonly content: Uint8Array;
}

class MemoryObjects implements Objects, Copyable<MemoryObjectsCopy> {
  readonly #objects: OrderedMap<Stored>;
  readonly #writing = new Set<Promise<unknown>>();
  #version: number;
  #isClosed = false;

  constructor(from?: MemoryObjectsCopy) {
    this.#objects = from?.objects.copy() ?? new OrderedMap();
    this.#version = from?.version ?? 0;
  }

  copy(): MemoryObjectsCopy {
    this.#requireOpen();
    return { objects: this.#objects.copy(), version: this.#version };
  }

  async put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    condition?: ObjectCondition,
  ): Promise<ObjectHead> {
    this.#requireOpen();
    const writing = this.#put(key, orderedKey(key), body, condition);
    const settled = writing.catch(() => {}).finally(() => this.#writing.delete(settled));
    this.#writing.add(settled);
    return await writing;
  }

  async get(key: string, range: ObjectRange = {}): Promise<OpenObject | undefined> {
    this.#requireOpen();
    requireRange(range);
    const stored = this.#objects.get(orderedKey(key));
    if (stored === undefined) return undefined;
    const { start, end } = rangeWithin(stored.head.size, range);
    return new MemoryObject(stored.head, stored.content.slice(start, end));
  }

  async head(key: string): Promise<ObjectHead | undefined> {
    this.#requireOpen();
    return this.#objects.get(orderedKey(key))?.head;
  }

  async delete(key: string, condition?: ObjectCondition): Promise<void> {
    this.#requireOpen();
    const ordered = orderedKey(key);
    requireCondition(key, this.#objects.get(ordered)?.head.version, condition);
    this.#objects.delete(ordered);
  }

  async list(prefix: string, options: { after?: string; limit?: number } = {}): Promise<ObjectEntry[]> {
    this.#requireOpen();
    const limit = listLimit(options.limit);
    const { start, isAfter, end } = keyRange(prefix, options.after);
    const entries: ObjectEntry[] = [];
    const cursor = this.#objects.cursor(start, end);
    for (; cursor.value !== undefined && entries.length < limit; cursor.next()) {
      if (isAfter && cursor.key === start) continue;
      const { key, size, version } = cursor.value.head;
      entries.push({ key, size, version });
    }
    return entries;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#writing);
  }

  async #put(
    key: string,
    ordered: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    condition?: ObjectCondition,
  ): Promise<ObjectHead> {
    const check = (): void => requireCondition(key, this.#objects.get(ordered)?.head.version, condition);
    try {
      check();
    } catch (error) {
      await dismiss(body);
      throw error;
    }
    const content = await contentOf(body);
    check();
    const sha256 = createHash('sha256').update(content).digest('hex');
    const head = { key, size: content.length, version: String(++this.#version), sha256 };
    this.#objects.set(ordered, { head, content });
    return head;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new ObjectsClosedError();
  }
}

class MemoryObject implements OpenObject {
  readonly head: ObjectHead;
  readonly #content: Uint8Array;

  constructor(head: ObjectHead, content: Uint8Array) {
    this.head = head;
    this.#content = content;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (this.#content.length > 0) yield this.#content;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#content;
  }

  async discard(): Promise<void> {}
}

async function contentOf(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}
