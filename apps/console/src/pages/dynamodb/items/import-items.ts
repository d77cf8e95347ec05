import { guessType, parseCsv, readCell, type CellType } from '../values/csv.js';
import { isAttributeType, type Item } from '../values/attribute.js';
import { itemFromDynamo } from '../values/dynamo-json.js';
import { parseJsonValues, TextFault, type JsonNode } from '../values/json-tree.js';
import { itemFromPlain } from '../values/plain-json.js';
import { keyOf, type KeyAttribute } from './schema.js';

/** What a file was read as. */
export interface Read {
  readonly format: 'dynamo' | 'plain' | 'csv';
  readonly items: readonly Item[];
}

/**
 * Reads an array of items, items in lines, `{"Item": …}` as exports to S3 have it, or CSV with names in its first row. Whether JSON is DynamoDB's shows in its first item.
 * @throws TextFault with the place; `import.key` where an item has no whole key, `import.twice` where two have the same
 */
export function readItems(text: string, keys: readonly KeyAttribute[]): Read {
  const first = /[^\s\uFEFF]/.exec(text)?.[0];
  if (first === undefined) throw new TextFault(0, 'import.empty');
  const { format, found } = first === '[' || first === '{' ? readJson(text) : readCsvItems(text, keys);
  const seen = new Set<string>();
  for (const { at, item } of found) {
    const key = keyOf(item, keys);
    if (key === undefined || keys.some(({ name, type }) => item[name]?.[type] === undefined))
      throw new TextFault(at, 'import.key');
    const id = JSON.stringify(key);
    if (seen.has(id)) throw new TextFault(at, 'import.twice');
    seen.add(id);
  }
  return { format, items: found.map(({ item }) => item) };
}

interface Placed {
  readonly at: number;
  readonly item: Item;
}

function readJson(text: string): { readonly format: Read['format']; readonly found: readonly Placed[] } {
  const values = parseJsonValues(text);
  const [only] = values;
  const nodes = (values.length === 1 && only?.kind === 'array' ? only.items : values).map(unwrapped);
  const isDynamo = nodes.length > 0 && nodes.every(looksTyped);
  const read = isDynamo ? itemFromDynamo : (node: JsonNode) => itemFromPlain(node);
  return { format: isDynamo ? 'dynamo' : 'plain', found: nodes.map((node) => ({ at: node.at, item: read(node) })) };
}

/** An export's line is `{"Item":{…}}`. */
function unwrapped(node: JsonNode): JsonNode {
  const [entry, more] = node.kind === 'object' ? node.entries : [];
  return entry?.name === 'Item' && more === undefined && entry.value.kind === 'object' ? entry.value : node;
}

const looksTyped = (node: JsonNode): boolean =>
  node.kind === 'object' &&
  node.entries.every(
    ({ value }) =>
      value.kind === 'object' && value.entries.length === 1 && value.entries.every(({ name }) => isAttributeType(name)),
  );

function readCsvItems(text: string, keys: readonly KeyAttribute[]): ReturnType<typeof readJson> {
  const [names = [], ...rows] = parseCsv(text);
  const lines = lineStarts(text);
  const types = names.map((name, column): CellType => {
    const key = keys.find((one) => one.name === name);
    return key?.type ?? guessType(rows.map((row) => row[column] ?? ''));
  });
  const found = rows.map((row, index): Placed => {
    const at = lines[index + 1] ?? 0;
    if (row.length > names.length) throw new TextFault(at, 'csv.cells');
    const entries = names.flatMap((name, column) => {
      const cell = row[column] ?? '';
      if (cell === '' || name === '') return [];
      const value = readCell(cell, types[column] ?? 'S');
      if (value === undefined) throw new TextFault(at, 'import.key');
      return [[name, value] as const];
    });
    return { at, item: Object.fromEntries(entries) };
  });
  return { format: 'csv', found };
}

/** Where rows begin; lines within quotes are none. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"]|"")*"|\r?\n/g))
    if (!token.startsWith('"')) starts.push(index + token.length);
  return starts;
}
