import {
  InputFormatError,
  recordReader,
  type InputColumn,
  type InputFormat,
  type RecordReader,
  type Value,
} from '@paddock/sql/records';
import type { Tables } from '@paddock/store';
import type { Logger } from '../../../../runtime/log.js';
import { nextTurn } from '../../../../runtime/next-turn.js';
import type { Application, Reference, SourceSchema } from '../../domain/application.js';
import { readObjectNeeds, type RoleChecks } from '../../role-checks.js';
import { RefusedError, refuseDenied } from '../refused.js';
import type { ReferenceData } from '../ports.js';
import { columnsOf, formatOf } from '../schema-columns.js';

/** What applications ask of S3: its port. */
export interface ObjectReader {
  /** @param limit bytes that it may have */
  read(bucketArn: string, key: string, limit: number): Promise<Uint8Array | 'absent' | 'too-large'>;
  /** The first bytes of it, as many as are asked for. */
  beginning(
    bucketArn: string,
    key: string,
    most: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean } | 'absent'>;
}

export interface StoredReferencesParts {
  readonly objects: Pick<ObjectReader, 'read'>;
  readonly checks: Pick<RoleChecks, 'denial'>;
  readonly tables: Tables;
  readonly logger: Logger;
}

/** Bytes of an object at most; on AWS it is 1 GB. */
const largestObject = 256 * 1024 * 1024;
/** Values of a table at most, as all of it is in memory; a row takes as much as some of them. */
const mostValues = 16_000_000;
const valuesPerRow = 4;
/** Values of the store have a largest size. */
const pieceSize = 8 * 1024 * 1024;

/** Reference data: objects as they were when a run began with them, or when they were given to it, kept for as long as it goes on. */
export class StoredReferences implements ReferenceData {
  readonly #parts: StoredReferencesParts;

  constructor(parts: StoredReferencesParts) {
    this.#parts = parts;
  }

  async load(application: Application, reference: Reference): Promise<readonly (readonly Value[])[]> {
    const place = placeOf(application, reference);
    const bytes = (await this.#kept(place)) ?? (await this.#fetch(application, reference, place));
    const { rows, unread } = await rowsOf(bytes, reference.schema);
    if (unread > 0) {
      const { account, region, name } = application;
      const { table } = reference;
      this.#parts.logger.warn('rows of reference data were left out', { account, region, name, table, rows: unread });
    }
    return rows;
  }

  async #fetch(application: Application, reference: Reference, place: KeptPlace): Promise<Uint8Array> {
    const { objects, checks } = this.#parts;
    const { bucketArn, fileKey, role = application.serviceRole } = reference;
    refuseDenied(await checks.denial(application, role, readObjectNeeds(reference)));
    const bytes = await objects.read(bucketArn, fileKey, largestObject);
    if (bytes === 'absent') throw new RefusedError(`There is no object ${fileKey} in ${bucketArn}`);
    if (bytes === 'too-large') throw new RefusedError(`The object ${fileKey} has more than ${largestObject} bytes`);
    await this.#keep(place, bytes);
    return bytes;
  }

  async #kept({ collection, prefix }: KeptPlace): Promise<Uint8Array | undefined> {
    const { tables } = this.#parts;
    const [size] = await tables.read([{ collection, key: prefix + whole }]);
    if (size === undefined) return undefined;
    const bytes = Buffer.alloc(Number(Buffer.from(size).toString()));
    for (let part = 0, at = 0; at < bytes.length; part++, at += pieceSize) {
      const [piece] = await tables.read([{ collection, key: prefix + digits(part) }]);
      if (piece === undefined) return undefined;
      bytes.set(piece, at);
    }
    return bytes;
  }

  /** In the place of what was kept before. Its size comes last: what has none is not complete. */
  async #keep({ collection, before, prefix }: KeptPlace, bytes: Uint8Array): Promise<void> {
    const { tables } = this.#parts;
    let obsolete: string[] = [];
    await tables.scan(
      collection,
      { from: before, below: `${before.slice(0, -1)}0` },
      {
        visit: (key) => obsolete.push(key) > 0,
        restart: () => {
          obsolete = [];
        },
      },
    );
    await tables.transact([], (_values, writes) => {
      for (const key of obsolete) writes.delete(collection, key);
    });
    for (let part = 0, at = 0; at < bytes.byteLength; part++, at += pieceSize) {
      const piece = Buffer.from(bytes.subarray(at, at + pieceSize));
      await tables.transact([], (_values, writes) => writes.put(collection, prefix + digits(part), piece));
    }
    const size = Buffer.from(String(bytes.byteLength));
    await tables.transact([], (_values, writes) => writes.put(collection, prefix + whole, size));
  }
}

/** Where an object is kept. */
interface KeptPlace {
  readonly collection: string;
  /** Of everything that was kept of the reference. */
  readonly before: string;
  /** Of what is kept now. */
  readonly prefix: string;
}

/** Every start reads an object anew, and so does every update of the reference. */
function placeOf({ id: application, run }: Application, { id, revision }: Reference): KeptPlace {
  const before = `reference/${id}/`;
  return { collection: `kda.${application}`, before, prefix: `${before}${run}.${revision}/` };
}

const whole = 'whole';
const digits = (part: number): string => String(part).padStart(4, '0');

interface Rows {
  readonly rows: readonly (readonly Value[])[];
  /** How many could not be read. */
  readonly unread: number;
}

function readerOf(format: InputFormat, columns: readonly InputColumn[], mostRows: number): RecordReader {
  try {
    return recordReader(format, columns, { mostRows });
  } catch (error) {
    if (error instanceof InputFormatError) throw new RefusedError(error.message);
    throw error;
  }
}

/** @throws RefusedError when there are too many, or the schema contradicts itself */
async function rowsOf(bytes: Uint8Array, schema: SourceSchema): Promise<Rows> {
  const format = formatOf(schema);
  const columns = columnsOf(schema);
  const mostRows = Math.floor(mostValues / (columns.length + valuesPerRow));
  const reader = readerOf(format, columns, mostRows);
  const rows: (readonly Value[])[] = [];
  let unread = 0;
  for (const piece of format.kind === 'CSV' ? csvPieces(bytes, format.rowDelimiter) : [bytes]) {
    for (const { values } of reader.read(piece)) {
      if (values === undefined) unread += 1;
      else rows.push(values);
    }
    if (rows.length + unread > mostRows) throw new RefusedError(`The object has more than ${mostRows} rows`);
    await nextTurn();
  }
  return { rows, unread };
}

const pieceOfRows = 1024 * 1024;

/** Whole rows, some at a time, so that others have their turns in between. Where there are quotes, a row's end cannot be told from a delimiter within them. */
function* csvPieces(bytes: Uint8Array, rowDelimiter: string): Generator<Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes('"')) {
    yield buffer;
    return;
  }
  for (let from = 0; from < buffer.length;) {
    const end = buffer.indexOf(rowDelimiter, from + pieceOfRows);
    const to = end === -1 ? buffer.length : end + Buffer.byteLength(rowDelimiter);
    yield buffer.subarray(from, to);
    from = to;
  }
}
