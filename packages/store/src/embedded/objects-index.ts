import { keyOf, keyRange, requireCondition } from '../objects-checks.js';
import { ObjectsCorruptError, type ObjectCondition, type ObjectEntry, type ObjectHead } from '../objects.js';
import { feedKey as numberKey, feedSequence as numberOf, type Tables, type Writes } from '../tables.js';

/** An object as the index has it. */
export interface IndexEntry {
  readonly head: ObjectHead;
  /** Also its version, and its file's number. */
  readonly id: number;
  /** Undefined when it has a file. */
  readonly content: Uint8Array | undefined;
}

/** What is to be an object: its content, or the file with its number. */
export interface Draft {
  readonly id: number;
  readonly size: number;
  readonly sha256: string;
  readonly content: Uint8Array | undefined;
}

/** By key; the value is described at `encode`. */
const OBJECTS = 'objects';
/** The numbers of the files that objects have. */
const FILES = 'files';
/** The numbers of files that no object has any more, and that may still be there. */
const GARBAGE = 'garbage';
const META = 'meta';
const NUMBERS = { collection: META, key: 'numbers' };
/** Numbers are reserved durably, so many at a time. */
const RESERVED = 1024;
const NOTHING = new Uint8Array(0);

/** Which objects there are, and which file is whose, in tables of its own. Numbers are given out in order and never twice. */
export class ObjectIndex {
  readonly #tables: Tables;
  /** Given out, and neither written to the index nor dropped. */
  readonly #underWay = new Set<number>();
  #next: number;
  #reserved: number;
  #reserving: Promise<void> | undefined;
  /** Of the numbers from this one on, a crash may have left files behind that are nobody's. */
  readonly doubtful: number;

  private constructor(tables: Tables, doubtful: number, reserved: number) {
    this.#tables = tables;
    this.doubtful = doubtful;
    this.#next = reserved;
    this.#reserved = reserved;
  }

  static async open(tables: Tables): Promise<ObjectIndex> {
    const [value] = await tables.read([NUMBERS]);
    if (value === undefined) return new ObjectIndex(tables, 1, 1);
    const numbers = Buffer.from(value);
    return new ObjectIndex(tables, Number(numbers.readBigUInt64BE(0)), Number(numbers.readBigUInt64BE(8)));
  }

  /** A number for a new object, to be settled. */
  async number(): Promise<number> {
    while (this.#next >= this.#reserved) {
      this.#reserving ??= this.#reserve().finally(() => (this.#reserving = undefined));
      await this.#reserving;
    }
    const id = this.#next;
    this.#next += 1;
    this.#underWay.add(id);
    return id;
  }

  /** The number is an object's now, or nothing is left of what it was for. */
  settle(id: number): void {
    this.#underWay.delete(id);
  }

  /** All lower numbers are given out and settled. */
  get settledBelow(): number {
    let least = this.#next;
    for (const id of this.#underWay) if (id < least) least = id;
    return least;
  }

  async get(key: string, ordered: string): Promise<IndexEntry | undefined> {
    const [value] = await this.#tables.read([{ collection: OBJECTS, key: ordered }]);
    return value && decode(key, value);
  }

  /**
   * Makes the draft the key's object, or removes the object without one.
   * @returns the number of a file that has become garbage
   */
  async write(
    key: string,
    ordered: string,
    draft: Draft | undefined,
    condition: ObjectCondition | undefined,
  ): Promise<number | undefined> {
    return await this.#tables.transact([{ collection: OBJECTS, key: ordered }], ([value], writes) => {
      const before = value && decode(key, value);
      requireCondition(key, before?.head.version, condition);
      if (draft === undefined) {
        if (before === undefined) return undefined;
        writes.delete(OBJECTS, ordered);
      } else {
        writes.put(OBJECTS, ordered, encode(draft));
        if (draft.content === undefined) writes.put(FILES, numberKey(draft.id), NOTHING);
      }
      if (before === undefined || before.content !== undefined) return undefined;
      writes.delete(FILES, numberKey(before.id));
      writes.put(GARBAGE, numberKey(before.id), NOTHING);
      return before.id;
    });
  }

  async list(prefix: string, after: string | undefined, limit: number): Promise<ObjectEntry[]> {
    const { start, isAfter, end } = keyRange(prefix, after);
    let entries: ObjectEntry[] = [];
    const range = { ...(isAfter ? { after: start } : { from: start }), ...(end === undefined ? {} : { below: end }) };
    await this.#tables.scan(OBJECTS, range, {
      visit: (ordered, value) => {
        const { size, version } = headOf(keyOf(ordered), value);
        return entries.push({ key: keyOf(ordered), size, version }) < limit;
      },
      restart: () => (entries = []),
    });
    return entries;
  }

  /** Those of the numbers whose files no object has. */
  async unused(ids: readonly number[]): Promise<number[]> {
    const found = await this.#tables.read(ids.map((id) => ({ collection: FILES, key: numberKey(id) })));
    return ids.filter((_, at) => found[at] === undefined);
  }

  async garbage(limit: number): Promise<number[]> {
    let ids: number[] = [];
    await this.#tables.scan(
      GARBAGE,
      {},
      { visit: (key) => ids.push(numberOf(key)) < limit, restart: () => (ids = []) },
    );
    return ids;
  }

  /** Forgets garbage whose files are removed. */
  async forget(ids: readonly number[]): Promise<void> {
    await this.#tables.transact([], (_, writes) => {
      for (const id of ids) writes.delete(GARBAGE, numberKey(id));
    });
  }

  close(): Promise<void> {
    return this.#tables.close();
  }

  async #reserve(): Promise<void> {
    const reserved = this.#next + RESERVED;
    const least = this.settledBelow;
    await this.#tables.transact([], (_, writes: Writes) => {
      const numbers = Buffer.alloc(16);
      numbers.writeBigUInt64BE(BigInt(least), 0);
      numbers.writeBigUInt64BE(BigInt(reserved), 8);
      writes.put(NUMBERS.collection, NUMBERS.key, numbers);
    });
    this.#reserved = reserved;
  }
}

const kinds = { inline: 0, file: 1 } as const;
const HEAD = 1 + 8 + 8 + 32;

/** One byte for the kind, the number and the size in 8 bytes each, SHA-256, and the content of a small object. */
function encode({ id, size, sha256, content }: Draft): Uint8Array {
  const value = Buffer.alloc(HEAD + (content?.length ?? 0));
  value.writeUInt8(content === undefined ? kinds.file : kinds.inline, 0);
  value.writeBigUInt64BE(BigInt(id), 1);
  value.writeBigUInt64BE(BigInt(size), 9);
  value.write(sha256, 17, 'hex');
  if (content !== undefined) value.set(content, HEAD);
  return value;
}

function decode(key: string, value: Uint8Array): IndexEntry {
  const head = headOf(key, value);
  return { head, id: Number(head.version), content: value[0] === kinds.inline ? value.subarray(HEAD) : undefined };
}

function headOf(key: string, value: Uint8Array): ObjectHead {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
  if (bytes.length < HEAD || (bytes[0] ?? 0) > kinds.file) {
    throw new ObjectsCorruptError(`what the index says of the object ${key} is damaged`);
  }
  return {
    key,
    version: String(bytes.readBigUInt64BE(1)),
    size: Number(bytes.readBigUInt64BE(9)),
    sha256: bytes.toString('hex', 17, HEAD),
  };
}
