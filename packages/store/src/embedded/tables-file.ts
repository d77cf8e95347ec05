import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { TablesCorruptError, TablesFullError } from '../tables.js';
import type { JournalPosition } from './journal-recovery.js';
import { inspectLmdbFile } from './registry-file.js';
import { syncDirectorySoon } from './segment-files.js';

/** A collection that has entries in the file. Its keys there begin with its number. */
export interface StoredCollection {
  readonly id: number;
  /** Entries below this key are forgotten, though they may be there. */
  readonly below: string;
}

/** What the file covers: the journal is needed from `journal` on. */
export interface Coverage {
  readonly journal: JournalPosition;
  readonly sequence: number;
}

type Database = RootDatabase<Uint8Array, string>;

/**
 * The LMDB file behind the journal: entries by collection and key, and what describes them, under number 0. Written by one at a time; what is
 * written shows when the write resolves, and is durable then.
 */
export class TablesFile {
  readonly collections = new Map<string, StoredCollection>();
  /** Numbers of collections that were forgotten and are being removed. */
  readonly garbage = new Set<number>();
  readonly fences = new Map<string, number>();
  coverage: Coverage = { journal: { file: 1, frame: 1 }, sequence: 0 };
  nextId = 1;
  readonly #directory: string;
  readonly #database: Database;

  /** @throws TablesCorruptError, TablesFullError, or an Error of one line */
  static async open(directory: string): Promise<TablesFile> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = await realpath(directory);
    const damage = await inspectLmdbFile(join(path, 'data.mdb'));
    if (damage !== undefined) throw new TablesCorruptError(`${join(directory, 'data.mdb')}: ${damage}`);
    let database: Database | undefined;
    try {
      database = await openDatabase(path);
      const file = new TablesFile(directory, database);
      await file.#load();
      for (const one of [path, dirname(path)]) await syncDirectorySoon(one);
      return file;
    } catch (error) {
      await database?.close();
      if (error instanceof TablesCorruptError || error instanceof TablesFullError) throw error;
      throw new Error(`${join(directory, 'data.mdb')} cannot be opened: ${messageOf(error)}`, { cause: error });
    }
  }

  private constructor(directory: string, database: Database) {
    this.#directory = directory;
    this.#database = database;
  }

  get path(): string {
    return join(this.#directory, 'data.mdb');
  }

  /** The value, which is the caller's. */
  get(collection: string, key: string): Buffer | undefined {
    const stored = this.collections.get(collection);
    if (stored === undefined || key < stored.below) return undefined;
    const bytes = this.#database.getBinaryFast(prefixOf(stored.id) + key);
    return bytes === undefined ? undefined : Buffer.from(bytes.subarray(0, bytes.length));
  }

  /** The collection's entries from `low` up to, not including, `high`. To be closed. */
  cursor(collection: string, low: string, high: string | undefined, isReverse: boolean): FileCursor | undefined {
    const stored = this.collections.get(collection);
    if (stored === undefined) return undefined;
    const prefix = prefixOf(stored.id);
    const start = prefix + (low < stored.below ? stored.below : low);
    const end = high === undefined ? prefixOf(stored.id + 1) : prefix + high;
    if (start >= end) return undefined;
    const range = isReverse
      ? { start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse: true }
      : { start, end };
    return new FileCursor(this.#database.getRange(range)[Symbol.iterator]());
  }

  /** Up to `limit` keys of the number, the least first, all below the bound if there is one. */
  keys(id: number, limit: number, below?: string): string[] {
    const end = below === undefined ? prefixOf(id + 1) : prefixOf(id) + below;
    return [...this.#database.getKeys({ start: prefixOf(id), end, limit })];
  }

  /**
   * One transaction, durable and visible when it resolves.
   * @throws TablesFullError; any other error is final
   */
  async write(fill: (writer: FileWriter) => void): Promise<void> {
    const database = this.#database;
    const writer: FileWriter = {
      put: (id, key, value) => void database.put(prefixOf(id) + key, value),
      delete: (id, key) => void database.remove(prefixOf(id) + key),
      describe: (key, value) => void database.put(prefixOf(0) + key, Buffer.from(JSON.stringify(value))),
      undescribe: (key) => void database.remove(prefixOf(0) + key),
    };
    try {
      // A batch is one transaction: an instruction that fails aborts them all, and the batch's promise tells.
      await database.batch(() => fill(writer));
    } catch (error) {
      throw this.#failure(await reasonOf(error));
    } finally {
      database.resetReadTxn();
    }
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #load(): Promise<void> {
    const format = this.#description('format');
    if (format === undefined) await this.write((writer) => writer.describe('format', FORMAT));
    else if (format !== FORMAT) {
      throw new TablesCorruptError(
        `${this.path}: written by another version of Paddock (format ${JSON.stringify(format)})`,
      );
    }
    const coverage = this.#description('coverage');
    if (coverage !== undefined) this.coverage = coverage as Coverage;
    this.nextId = Number(this.#description('nextId') ?? 1);
    for (const { key, value } of this.#database.getRange({ start: prefixOf(0), end: prefixOf(1) })) {
      const [kind, name] = [key.slice(0, key.indexOf('/') + 1), key.slice(key.indexOf('/') + 1)];
      if (kind === 'collection/') this.collections.set(name, this.#parse(value) as StoredCollection);
      else if (kind === 'garbage/') this.garbage.add(Number(name));
      else if (kind === 'fence/') this.fences.set(Buffer.from(name, 'latin1').toString(), Number(this.#parse(value)));
    }
  }

  #description(key: string): unknown {
    const bytes = this.#database.getBinary(prefixOf(0) + key);
    return bytes && this.#parse(bytes);
  }

  #parse(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(Buffer.from(bytes).toString());
    } catch (cause) {
      throw new TablesCorruptError(`${this.path}: a description in it is damaged`, { cause });
    }
  }

  /** After some failures LMDB hangs in the next write instead of failing; a read tells. */
  #failure(reason: unknown): Error {
    let isUsable = true;
    try {
      this.#database.resetReadTxn();
      this.#database.getBinary(prefixOf(0) + 'format');
    } catch {
      isUsable = false;
    }
    const message = `${this.path} cannot be written: ${messageOf(reason)}`;
    // A full disk is told as a short write, which LMDB calls an input/output error. What failed is not part of the file, whatever the reason was,
    // and a later try writes all of it again.
    if (isUsable) return new TablesFullError(message, { cause: reason });
    return new Error(message, { cause: reason });
  }
}

/** Writes of one transaction. The bytes are not to change before it is done. */
export interface FileWriter {
  put(id: number, key: string, value: Uint8Array): void;
  delete(id: number, key: string): void;
  /** Puts a JSON value under number 0. */
  describe(key: string, value: unknown): void;
  undescribe(key: string): void;
}

/** Stands at an entry until there is none left; the value is good until the next step or any other read. */
export class FileCursor {
  key: string | undefined;
  readonly #iterator: Iterator<{ key: string; value: Uint8Array }>;
  #value: Uint8Array | undefined;

  constructor(iterator: Iterator<{ key: string; value: Uint8Array }>) {
    this.#iterator = iterator;
    this.next();
  }

  view(): Uint8Array | undefined {
    return this.#value;
  }

  next(): void {
    const result = this.#iterator.next();
    this.key = result.done === true ? undefined : result.value.key;
    this.#value = result.done === true ? undefined : result.value.value;
  }

  close(): void {
    this.#iterator.return?.();
  }
}

async function openDatabase(path: string): Promise<Database> {
  // Loading LMDB takes tens of milliseconds: only who opens such tables pays for it.
  const lmdb = await import('lmdb');
  return lmdb.open<Uint8Array, string>({
    path,
    encoder: valueCodec,
    keyEncoder: keyCodec,
    compression: false,
    // For keys of up to 4,026 bytes.
    pageSize: 8192,
    // Writes are grouped here already; LMDB's own grouping leaves a promise that nobody can catch when a write fails.
    eventTurnBatching: false,
    // Address space that is taken at once; LMDB maps more when it needs more.
    mapSize: 64 * 1024 * 1024,
    // Otherwise a write resolves before it is synced.
    overlappingSync: false,
  });
}

const FORMAT = 1;
const PREFIX = 4;

/** Keys are strings of bytes; read ones come without the number that they begin with. */
const keyCodec = {
  writeKey(key: string, target: Buffer, start: number): number {
    // LMDB takes another buffer when it hears this.
    if (start + key.length > target.length) throw new RangeError('no room for the key');
    return start + target.write(key, start, 'latin1');
  },
  readKey: (source: Buffer, start: number, end: number): string => source.toString('latin1', start + PREFIX, end),
};

/** Without a copy: LMDB gives the same buffer again and again. */
const valueCodec = {
  encode: (value: Uint8Array): Uint8Array => value,
  decode: (bytes: Uint8Array, length: number): Uint8Array => bytes.subarray(0, length),
};

const prefixes = new Map<number, string>();

/** The number in 4 bytes, the most significant first. */
function prefixOf(id: number): string {
  const known = prefixes.get(id);
  if (known !== undefined) return known;
  const bytes = Buffer.alloc(PREFIX);
  bytes.writeUInt32BE(id);
  const prefix = bytes.toString('latin1');
  if (prefixes.size > 10_000) prefixes.clear();
  prefixes.set(id, prefix);
  return prefix;
}

/** LMDB hands over the reason of a failed transaction as a promise inside the error. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (reason) {
    return reason;
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
