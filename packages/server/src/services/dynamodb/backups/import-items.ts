import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AwsError } from '@paddock/wire';
import type { Item } from '../domain/attribute-value.js';
import type { RawItem } from '../domain/raw-value.js';
import { checkSizedItem } from '../domain/value-check.js';
import { readItem } from '../domain/value-reader.js';
import { checkIndexKeys, keyOfItem } from '../keys.js';
import { longestItem } from '../limits.js';
import { StoredItem } from '../stored-item.js';
import type { TableView } from '../table-view.js';
import { CsvRows } from './csv.js';
import type { Import } from './documents.js';
import { linesOf } from './text-lines.js';

/** What one line or row of an object is: an item and its place, or undefined where it is none that the table can take. */
export type Imported = { readonly key: string; readonly stored: StoredItem } | undefined;

/** The items of an object, some at a time. */
export async function* importedItems(
  imported: Import,
  view: TableView,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Imported[]> {
  const text = linesOf(imported.compression === 'GZIP' ? gunzipped(bytes) : bytes);
  const items = imported.format === 'CSV' ? csvItems(imported, view, text) : jsonItems(view, text);
  try {
    yield* items;
  } catch (error) {
    // What cannot be unpacked is one thing that cannot be imported.
    if (!isZlibError(error)) throw error;
    yield [undefined];
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (error) => unpacked.destroy(error));
  for await (const part of unpacked) yield part as Uint8Array;
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

async function* jsonItems(view: TableView, text: ReturnType<typeof linesOf>): AsyncGenerator<Imported[]> {
  for await (const lines of text) {
    yield lines
      .filter((line) => line === undefined || line.trim() !== '')
      .map((line) => (line === undefined ? undefined : itemOfLine(view, line)));
  }
}

function itemOfLine(view: TableView, line: string): Imported {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof document !== 'object' || document === null || !('Item' in document)) return undefined;
  const { Item: item } = document;
  return taken(() => checked(view, readItem(item)));
}

async function* csvItems(
  { csv = {} }: Import,
  view: TableView,
  text: ReturnType<typeof linesOf>,
): AsyncGenerator<Imported[]> {
  const rows = new CsvRows(csv.delimiter ?? ',');
  const types = new Map(view.table.attributes.map(({ name, type }) => [name, type]));
  let { header } = csv;
  for await (const lines of text) {
    const items: Imported[] = [];
    for (const line of lines) {
      if (line === '' && !rows.isOpen) continue;
      const row = rows.add(line);
      if (row === 'open') continue;
      if (header === undefined) {
        // The mark of UTF-8 belongs to no name.
        header = row?.map((name, i) => (i === 0 ? name.replace('\uFEFF', '') : name)) ?? [];
        continue;
      }
      const names = header;
      if (row?.length !== names.length) {
        items.push(undefined);
        continue;
      }
      const raw: RawItem = Object.fromEntries(
        names.map((name, i) => [name, { [types.get(name) ?? 'S']: row[i] ?? '' }]),
      );
      items.push(taken(() => checked(view, readItem(raw))));
    }
    yield items;
  }
  if (rows.isOpen) yield [undefined];
}

function checked(view: TableView, raw: RawItem): Imported {
  const { item, size }: { item: Item; size: number } = checkSizedItem(raw, 'new');
  const { place } = keyOfItem(view, item);
  checkIndexKeys(view, item);
  return size > longestItem ? undefined : { key: place, stored: StoredItem.of(item, size) };
}

/** What the table refuses is an error of the import's, which is counted. */
function taken(check: () => Imported): Imported {
  try {
    return check();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
