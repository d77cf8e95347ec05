import type { SqlType } from '../../types/sql-type.js';
import { typeNamed } from './column-types.js';

/** A column as a log parser's operand describes it: `"name" TYPE TIMESTAMP 'dd/MMM/yyyy:HH:mm:ss' NOT NULL START 0 FOR 20`. */
export interface DescribedColumn {
  readonly name: string;
  /** Undefined: it was not said. */
  readonly type?: SqlType;
  /** Of a datetime, as SimpleDateFormat has it. */
  readonly format?: string;
  readonly notNull: boolean;
  /** Where it begins, from 0. */
  readonly start?: number;
  readonly length?: number;
}

const mostColumns = 1024;

/** The columns of a list; undefined for what is none. The word TYPE may be left out. */
export function parseColumns(text: string): readonly DescribedColumn[] | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const columns: DescribedColumn[] = [];
  const reader = new TokenReader(tokens);
  do {
    const column = readColumn(reader);
    if (column === undefined || columns.length === mostColumns) return undefined;
    columns.push(column);
  } while (reader.accept(','));
  return reader.done ? columns : undefined;
}

interface Token {
  /** A name and a text were quoted. */
  readonly kind: 'name' | 'text' | 'word' | 'number' | 'mark';
  readonly text: string;
}

const form = /\s*(?:"((?:[^"]|"")+)"|'((?:[^']|'')*)'|([A-Za-z_]\w*)|(\d{1,9})|([(),]))/y;

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  form.lastIndex = 0;
  let at = 0;
  while (at < trimmed.length) {
    form.lastIndex = at;
    const match = form.exec(trimmed);
    if (match === null) return undefined;
    const [all, name, quoted, word, number, mark] = match;
    at += all.length;
    if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"') });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll("''", "'") });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word.toUpperCase() });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'mark', text: mark ?? '' });
  }
  return tokens;
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** A word or a mark. */
  accept(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.text !== text || token.kind === 'name' || token.kind === 'text') return false;
    this.#at++;
    return true;
  }

  /** Whether what comes next is no type. */
  endsType(): boolean {
    const token = this.#tokens[this.#at];
    return token === undefined || token.text === ',' || token.text === 'NOT' || token.text === 'START';
  }

  follows(mark: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'mark' && token.text === mark;
  }

  take(...kinds: readonly Token['kind'][]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !kinds.includes(token.kind)) return undefined;
    this.#at++;
    return token.text;
  }

  number(): number | undefined {
    const text = this.take('number');
    return text === undefined ? undefined : Number(text);
  }
}

function readColumn(reader: TokenReader): DescribedColumn | undefined {
  const name = reader.take('name', 'word');
  if (name === undefined) return undefined;
  const typed = reader.accept('TYPE') || !reader.endsType();
  if (!typed) {
    const clauses = readClauses(reader);
    return clauses === undefined ? undefined : { name, ...clauses };
  }
  const typeName = reader.take('word');
  const type = typeName === undefined ? undefined : readType(typeName, reader);
  if (type === undefined) return undefined;
  const format = reader.take('text');
  const clauses = readClauses(reader);
  return clauses === undefined ? undefined : { name, type, ...(format === undefined ? {} : { format }), ...clauses };
}

function readType(first: string, reader: TokenReader): SqlType | undefined {
  let name = first;
  if (name === 'DOUBLE' && reader.accept('PRECISION')) name = 'DOUBLE PRECISION';
  if ((name === 'CHAR' || name === 'CHARACTER') && reader.accept('VARYING')) name += ' VARYING';
  const numbers: number[] = [];
  if (reader.accept('(')) {
    do {
      const number = reader.number();
      if (number === undefined) return undefined;
      numbers.push(number);
    } while (reader.accept(','));
    if (!reader.accept(')') || numbers.length > 2) return undefined;
  }
  return typeNamed(name, numbers);
}

/** `NOT NULL START 3 FOR 4`; undefined where something else stands. */
function readClauses(reader: TokenReader): Omit<DescribedColumn, 'name'> | undefined {
  const notNull = reader.accept('NOT');
  if (notNull && !reader.accept('NULL')) return undefined;
  let start: number | undefined;
  let length: number | undefined;
  if (reader.accept('START')) {
    start = reader.number();
    if (start === undefined) return undefined;
    if (reader.accept('FOR')) {
      length = reader.number();
      if (length === undefined) return undefined;
    }
  }
  const clauses = { notNull, ...(start === undefined ? {} : { start }), ...(length === undefined ? {} : { length }) };
  return reader.done || reader.follows(',') ? clauses : undefined;
}
