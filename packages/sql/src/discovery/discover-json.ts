import type { InputFormat } from '../records/input-format.js';
import { splitDocuments } from '../records/json-documents.js';
import { all, isObject, parsePath, type Path, pathText } from '../records/json-path.js';
import { JsonError, NumberText, parseSource, type SourceDocument } from '../records/json-source.js';
import { columnNames } from './column-names.js';
import { ColumnType } from './column-type.js';
import { type DiscoveredColumn, mostSampledRows } from './discovered-schema.js';

/** The columns of a JSON source: a column for every member that the documents have, in the order in which they are met first. */
export function discoverJson(
  texts: readonly string[],
): { readonly format: InputFormat; readonly columns: readonly DiscoveredColumn[] } | undefined {
  const documents = documentsOf(texts);
  if (documents === undefined) return undefined;
  const columns = new JsonColumns();
  for (const document of documents) columns.addDocument(document);
  const { found } = columns;
  if (found.length === 0) return undefined;
  const names = columnNames(found.map(({ path }) => nameOf(path)));
  return {
    format: { kind: 'JSON', rowPath: '$' },
    columns: found.map(({ path, type }, place) => ({
      name: names[place] ?? '',
      sqlType: type.sqlType,
      mapping: pathText(path),
    })),
  };
}

/** As many as a schema may have. */
const mostColumns = 1_000;
/** Objects within objects become columns down to this depth; deeper ones are text. */
const deepestColumn = 8;

/** undefined: more of the texts are something else. */
function documentsOf(texts: readonly string[]): readonly SourceDocument[] | undefined {
  const documents: SourceDocument[] = [];
  let others = 0;
  for (const text of texts)
    for (const document of splitDocuments(text)) {
      if (documents.length + others === mostSampledRows) break;
      const parsed = containerOf(document);
      if (parsed === undefined) others++;
      else documents.push(parsed);
    }
  return documents.length > others ? documents : undefined;
}

function containerOf(text: string): SourceDocument | undefined {
  try {
    const document = parseSource(text);
    return isContainer(document.value) ? document : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

interface Found {
  readonly path: Path;
  readonly type: ColumnType;
}

class JsonColumns {
  readonly #byPath = new Map<string, Found>();
  /** The array whose elements make the rows: the first of objects; a schema has one at most. */
  #flattened: string | undefined;

  /** In the order in which they were met first. */
  get found(): readonly Found[] {
    return [...this.#byPath.values()];
  }

  addDocument(document: SourceDocument): void {
    this.#add(document, document.value, [], false);
  }

  #add(document: SourceDocument, value: unknown, path: Path, inArray: boolean): void {
    if (isContainer(value) && !Array.isArray(value) && path.length < deepestColumn) {
      for (const [name, member] of Object.entries(value)) this.#add(document, member, [...path, name], inArray);
      return;
    }
    if (Array.isArray(value) && this.#flattens(value, path, inArray)) {
      for (const element of value.slice(0, mostSampledRows)) this.#add(document, element, [...path, all], true);
      return;
    }
    // A mapping can name an array's elements once: one within another is mapped as it is.
    this.#addValue(document, value, Array.isArray(value) && !inArray ? [...path, all] : path);
  }

  #flattens(array: readonly unknown[], path: Path, inArray: boolean): boolean {
    if (inArray || array.length === 0 || !array.every((element) => isObject(element) && isContainer(element)))
      return false;
    const text = pathText(path);
    this.#flattened ??= text;
    return this.#flattened === text;
  }

  #addValue(document: SourceDocument, value: unknown, path: Path): void {
    const key = pathText(path);
    // A name with quotes of both kinds: no mapping can say it.
    if (parsePath(key)?.length !== path.length) return;
    let found = this.#byPath.get(key);
    if (found === undefined) {
      if (this.#byPath.size === mostColumns) return;
      found = { path, type: new ColumnType() };
      this.#byPath.set(key, found);
    }
    const { type } = found;
    if (typeof value === 'string') type.addText(value);
    else if (typeof value === 'boolean') type.addBoolean(value);
    else if (value instanceof NumberText) type.addNumber(value.text);
    else if (isContainer(value)) type.addContainer(document.textOf(value));
  }
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof NumberText);

/** The last member's name in a path. */
function nameOf(path: Path): string {
  const name = path.findLast((step) => typeof step === 'string');
  return typeof name === 'string' ? name : '';
}
