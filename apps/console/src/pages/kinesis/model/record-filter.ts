/** What a filter looks at. */
export interface Filterable {
  readonly partitionKey: string;
  /** All of the data as text. */
  readonly text: string;
  /** Of JSON and CBOR. */
  readonly value: unknown;
}

type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Filter =
  | { readonly is: 'all' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'regex'; readonly regex: RegExp }
  | {
      readonly is: 'path';
      readonly path: readonly string[];
      readonly comparison: Comparison;
      readonly wanted: string;
    }
  /** A regular expression that is none. */
  | { readonly is: 'broken'; readonly message: string };

/** `Name = Shadowfax` compares a field, `/fax$/i` is a regular expression, everything else a text; one in quotes always. */
export function parseFilter(input: string): Filter {
  const text = input.trim();
  if (text === '') return { is: 'all' };
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return { is: 'text', text: quoted };
  const regex = /^\/(.+)\/([ims]*)$/.exec(text);
  if (regex !== null) {
    try {
      return { is: 'regex', regex: new RegExp(regex[1] ?? '', `${regex[2] ?? ''}u`) };
    } catch (error) {
      return { is: 'broken', message: error instanceof Error ? error.message : String(error) };
    }
  }
  const compared = /^(?:\$\.)?([\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+|\[\d+\])*)\s*(!=|<=|>=|=|<|>)\s*(.+)$/u.exec(
    text,
  );
  if (compared !== null) {
    const [, path = '', comparison = '=', wanted = ''] = compared;
    return {
      is: 'path',
      path: path.replace(/\[(\d+)\]/g, '.$1').split('.'),
      comparison: comparison as Comparison,
      wanted: /^"(.*)"$/.exec(wanted)?.[1] ?? wanted,
    };
  }
  return { is: 'text', text };
}

/** @param partitionKey part of it; empty for any */
export function matches(record: Filterable, filter: Filter, partitionKey = ''): boolean {
  if (partitionKey !== '' && !record.partitionKey.includes(partitionKey)) return false;
  switch (filter.is) {
    case 'all':
    case 'broken':
      return true;
    case 'text': {
      const wanted = filter.text.toLowerCase();
      return record.text.toLowerCase().includes(wanted) || record.partitionKey.toLowerCase().includes(wanted);
    }
    case 'regex':
      return filter.regex.test(record.text);
    case 'path':
      return compare(at(record.value, filter.path), filter.comparison, filter.wanted);
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

/** What is not there equals nothing, and is neither smaller nor larger. */
function compare(found: unknown, comparison: Comparison, wanted: string): boolean {
  const text = typeof found === 'object' && found !== null ? JSON.stringify(found) : String(found);
  const isEqual = found !== undefined && (text === wanted || (typeof found === 'number' && found === Number(wanted)));
  if (comparison === '=') return isEqual;
  if (comparison === '!=') return found !== undefined && !isEqual;
  if (found === undefined || typeof found === 'object') return false;
  const [a, b] = [Number(found), Number(wanted)];
  const order = Number.isNaN(a) || Number.isNaN(b) ? text.localeCompare(wanted) : a - b;
  if (comparison === '<') return order < 0;
  if (comparison === '<=') return order <= 0;
  return comparison === '>' ? order > 0 : order >= 0;
}
