import type { Value } from '../types/sql-type.js';
import { type Conversion, conversionTo, needsSource } from './conversion.js';
import { type InputColumn, InputFormatError, pathOf } from './input-format.js';
import { splitDocuments } from './json-documents.js';
import { all, isObject, memberOf, type Path, valueAt } from './json-path.js';
import { JsonError, NumberText, parseSource, type SourceDocument } from './json-source.js';
import { coercionError, ReadRows } from './read-rows.js';
import type { ReadRow } from './reader.js';

/** @throws InputFormatError */
export function jsonReader(
  rowPath: string,
  columns: readonly InputColumn[],
  mostRows: number,
): (text: string) => readonly ReadRow[] {
  const plan = planOf(rowPath, columns);
  return (text) => {
    const rows = new ReadRows(mostRows);
    const value = parsed(text);
    if (value !== notJson) readDocument(plan, text, value, rows);
    else
      for (const document of splitDocuments(text)) {
        if (rows.full) break;
        readDocument(plan, document, parsed(document), rows);
      }
    return rows.rows;
  };
}

const notJson: unique symbol = Symbol('not JSON');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

interface Plan {
  readonly columns: readonly PlannedColumn[];
  readonly rowPath: Path;
  /** The array of which each element makes a row; undefined: none does. */
  readonly flattened: Path | undefined;
  /** A column maps what is neither an object nor an array by `$`. */
  readonly takesScalars: boolean;
  /** The columns begin with an array's elements, so that an array is a row. */
  readonly takesArrays: boolean;
}

interface PlannedColumn {
  readonly column: InputColumn;
  readonly conversion: Conversion;
  /** From the row, or from the flattened array's element. */
  readonly path: Path;
  readonly ofElement: boolean;
  /** The path, if it is a single member which no object inherits: the quick way. */
  readonly member: string | undefined;
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function planOf(rowPath: string, columns: readonly InputColumn[]): Plan {
  let flattened: Path | undefined;
  let flattening: string | undefined;
  const planned = columns.map((column): PlannedColumn => {
    const mapped = column.mapping === undefined ? [column.name] : pathOf(column.mapping);
    const { array, path } = splitAtElements(mapped, column.mapping ?? '');
    if (array !== undefined) {
      const key = JSON.stringify(array);
      if (flattening !== undefined && flattening !== key)
        throw new InputFormatError('Only one array of a schema can have its elements as rows');
      flattening = key;
      flattened = array;
    }
    const [only] = path;
    const member = path.length === 1 && typeof only === 'string' && !inherited.has(only) ? only : undefined;
    return { column, conversion: conversionTo(column.type), path, ofElement: array !== undefined, member };
  });
  return {
    columns: planned,
    rowPath: pathOf(rowPath),
    flattened,
    takesScalars: planned.some(({ path, ofElement }) => path.length === 0 && !ofElement),
    takesArrays:
      flattened?.length === 0 || planned.some(({ path, ofElement }) => typeof path[0] === 'number' && !ofElement),
  };
}

/** `$.a[0:].b` is the member b of a's elements; `$.a[0:]` is a itself. */
function splitAtElements(path: Path, text: string): { readonly array?: Path; readonly path: Path } {
  const at = path.indexOf(all);
  if (at === -1) return { path };
  if (at === path.length - 1) return { path: path.slice(0, at) };
  const rest = path.slice(at + 1);
  if (rest.includes(all)) throw new InputFormatError(`Only one array can be dereferenced in a mapping: ${text}`);
  return { array: path.slice(0, at), path: rest };
}

function readDocument(plan: Plan, text: string, value: unknown, rows: ReadRows): void {
  if (value === notJson) return rows.addError(unparsable(text));
  let source: SourceDocument | undefined;
  const read = (root: unknown): boolean => {
    for (const row of rowsAt(root, plan)) {
      if (rows.full) return true;
      const elements = plan.flattened === undefined ? undefined : elementsAt(row, plan.flattened);
      if (elements === undefined) {
        if (!readRow(plan, row, undefined, text, source, rows)) return false;
      } else
        for (const element of elements) {
          if (rows.full) return true;
          if (!readRow(plan, row, element, text, source, rows)) return false;
        }
    }
    return true;
  };
  const before = rows.rows.length;
  if (read(value)) return;
  // JSON.parse has lost something that a column needs: once again, from the source.
  rows.rows.length = before;
  try {
    source = parseSource(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return rows.addError({ code: 'Parse error', message: error.message, text });
  }
  read(source.value);
}

function unparsable(text: string): { code: 'Parse error'; message: string; text: string } {
  let reason = 'unexpected end';
  try {
    parseSource(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    reason = error.message;
  }
  return { code: 'Parse error', message: `The record is not JSON: ${reason}`, text };
}

function rowsAt(root: unknown, { rowPath, takesArrays }: Plan): readonly unknown[] {
  let found: unknown[] = [root];
  for (const step of rowPath)
    found = step === all ? found.flatMap(elementsOf) : found.map((value) => valueAt(value, [step]));
  return takesArrays ? found : found.flatMap(elementsOf);
}

const elementsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** An array has at least one element, as the service reads it, and be it nothing. */
function elementsAt(row: unknown, path: Path): readonly unknown[] {
  const array = valueAt(row, path);
  return Array.isArray(array) && array.length > 0 ? array : [undefined];
}

/** Adds a row, or its error. false: nothing is added, since a value must be read from the source. */
function readRow(
  plan: Plan,
  row: unknown,
  element: unknown,
  text: string,
  source: SourceDocument | undefined,
  rows: ReadRows,
): boolean {
  if (isRow(plan, row)) return readColumns(plan, row, element, text, source, rows);
  const message = row === undefined ? 'The record has nothing at the row path' : 'The row is no JSON object';
  rows.addError({ code: 'Parse error', message, text });
  return true;
}

const isRow = ({ takesScalars, takesArrays }: Plan, row: unknown): boolean =>
  takesScalars || (isObject(row) && !(row instanceof NumberText)) || (takesArrays && Array.isArray(row));

function readColumns(
  plan: Plan,
  row: unknown,
  element: unknown,
  text: string,
  source: SourceDocument | undefined,
  rows: ReadRows,
): boolean {
  const { columns } = plan;
  const object = isObject(row) ? row : undefined;
  const values: Value[] = [];
  for (const planned of columns) {
    const { member, ofElement, path, conversion } = planned;
    const from = ofElement ? element : row;
    const found =
      member !== undefined && !ofElement && object !== undefined
        ? object[member]
        : member !== undefined
          ? memberOf(from, member)
          : valueAt(from, path);
    if (found === undefined || found === null) {
      values.push(null);
      continue;
    }
    const value = convert(conversion, found, source);
    if (value === needsSource) return false;
    if (value === undefined) {
      rows.addError(coercionError(planned.column.name, textOf(found, source), text));
      return true;
    }
    values.push(value);
  }
  rows.add(values);
  return true;
}

function convert(
  conversion: Conversion,
  found: unknown,
  source: SourceDocument | undefined,
): Value | undefined | typeof needsSource {
  if (typeof found === 'string') return conversion.fromText(found);
  if (typeof found === 'number') return conversion.fromNumber(found);
  if (typeof found === 'boolean') return conversion.fromBoolean(found);
  if (found instanceof NumberText) return conversion.fromNumberText(found.text);
  if (conversion.fromSource === undefined || typeof found !== 'object' || found === null) return undefined;
  return source === undefined ? needsSource : conversion.fromSource(source.textOf(found));
}

function textOf(value: unknown, source: SourceDocument | undefined): string {
  if (typeof value === 'string') return value;
  if (value instanceof NumberText) return value.text;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object' && value !== null && source !== undefined) return source.textOf(value);
  return Array.isArray(value) ? '[…]' : '{…}';
}
