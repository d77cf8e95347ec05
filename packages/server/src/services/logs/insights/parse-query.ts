import type { Column, Command, Expression, ParseCommand } from './ast.js';
import { Lexer } from './lexer.js';
import { ExpressionParser } from './parse-expression.js';

export interface ParsedQuery {
  readonly sources: readonly string[];
  readonly commands: readonly Command[];
}

/** @throws MalformedQueryError */
export function parseQuery(text: string): ParsedQuery {
  return new QueryParser(text).read();
}

const DEFAULT_HEAD = 20;
const LARGEST_LIMIT = 100_000;

class QueryParser {
  readonly #lexer: Lexer;
  readonly #expressions: ExpressionParser;

  constructor(text: string) {
    this.#lexer = new Lexer(text);
    this.#expressions = new ExpressionParser(this.#lexer);
  }

  read(): ParsedQuery {
    const lexer = this.#lexer;
    const sources = lexer.isWord('source') ? this.#sources() : [];
    const commands: Command[] = [];
    if (sources.length > 0 && lexer.next.kind === 'end') return { sources, commands };
    if (sources.length > 0) lexer.expectSymbol('|');
    do {
      // Behind dedup there is nothing to be sorted or changed any more.
      const isAfterDedup = commands.some(({ kind }) => kind === 'dedup');
      if (isAfterDedup && !lexer.isWord('limit', 'head', 'tail')) throw lexer.unexpected();
      commands.push(this.#command());
    } while (lexer.takeSymbol('|'));
    if (lexer.next.kind !== 'end') throw lexer.unexpected();
    return { sources, commands };
  }

  /** `SOURCE "group", "group" START=… END=…`: the times are the request's own. */
  #sources(): string[] {
    const lexer = this.#lexer;
    lexer.take();
    const sources: string[] = [];
    do {
      const { kind, text } = lexer.next;
      if (kind !== 'string' && kind !== 'name') throw lexer.unexpected();
      lexer.take();
      sources.push(text);
    } while (lexer.takeSymbol(','));
    while (lexer.isWord('start', 'end')) {
      lexer.take();
      lexer.expectSymbol('=');
      lexer.takeSymbol('-');
      const { kind } = lexer.next;
      if (kind !== 'number' && kind !== 'string' && kind !== 'duration') throw lexer.unexpected();
      lexer.take();
    }
    return sources;
  }

  #command(): Command {
    const { next } = this.#lexer;
    const read = next.kind === 'name' ? this.#commands[next.source.toLowerCase()] : undefined;
    if (read === undefined) throw this.#lexer.unexpected();
    this.#lexer.take();
    return read();
  }

  readonly #commands: { readonly [word: string]: (() => Command) | undefined } = {
    fields: () => ({ kind: 'fields', columns: this.#columns() }),
    display: () => ({ kind: 'display', columns: this.#columns() }),
    filter: () => ({ kind: 'filter', condition: this.#expressions.read() }),
    where: () => ({ kind: 'filter', condition: this.#expressions.read() }),
    filterindex: () => ({ kind: 'filter', condition: this.#expressions.read() }),
    search: () => ({ kind: 'filter', condition: this.#search() }),
    stats: () => this.#stats(),
    sort: () => this.#sort(),
    order: () => this.#sort(),
    limit: () => ({ kind: 'limit', isAny: this.#lexer.takeWord('any'), count: this.#count(undefined) }),
    head: () => ({ kind: 'limit', isAny: false, count: this.#count(DEFAULT_HEAD) }),
    tail: () => ({ kind: 'tail', count: this.#count(DEFAULT_HEAD) }),
    parse: () => this.#parse(),
    dedup: () => ({ kind: 'dedup', fields: this.#list(() => this.#name()) }),
    unnest: () => this.#unnest(true),
    expand: () => this.#unnest(false),
  };

  #search(): Expression {
    const regex = this.#expressions.regex();
    const right: Expression = regex ? { kind: 'regex', regex } : this.#expressions.read();
    return { kind: 'binary', operator: 'like', left: { kind: 'field', name: '@message' }, right };
  }

  #columns(): Column[] {
    return this.#list(() => {
      const { start } = this.#lexer.next;
      const expression = this.#expressions.read();
      const text = this.#lexer.between(start, this.#lexer.next.start);
      const name = expression.kind === 'field' ? expression.name : text;
      return { name: this.#lexer.takeWord('as') ? this.#name() : name, expression };
    });
  }

  #stats(): Command {
    const aggregates = this.#columns();
    return { kind: 'stats', aggregates, by: this.#lexer.takeWord('by') ? this.#columns() : [] };
  }

  #sort(): Command {
    this.#lexer.takeWord('by');
    const keys = this.#list(() => {
      const field = this.#name();
      const isDescending = this.#lexer.isWord('desc');
      if (isDescending || this.#lexer.isWord('asc')) this.#lexer.take();
      return { field, isDescending };
    });
    return { kind: 'sort', keys };
  }

  #count(absent: number | undefined): number {
    const { kind, text } = this.#lexer.next;
    if (absent !== undefined && kind !== 'number') return absent;
    const count = Number(text);
    if (kind !== 'number' || !Number.isInteger(count) || count < 1 || count > LARGEST_LIMIT)
      throw this.#lexer.unexpected();
    this.#lexer.take();
    return count;
  }

  #parse(): ParseCommand {
    const lexer = this.#lexer;
    const isBare = lexer.next.kind === 'string' || (lexer.next.kind === 'symbol' && lexer.next.source === '/');
    const source: Expression = { kind: 'field', name: isBare ? '@message' : this.#name() };
    const regex = this.#expressions.regex();
    if (regex) {
      const groups = [...regex.names].toSorted(([, a], [, b]) => a - b);
      if (groups.length > 0) return { kind: 'parse', source, how: { kind: 'regex', regex, names: groups } };
      if (!lexer.takeWord('as')) throw lexer.unexpected();
      const names = this.#list(() => this.#name());
      return { kind: 'parse', source, how: { kind: 'regex', regex, names: names.map((name, i) => [name, i + 1]) } };
    }
    if (lexer.takeWord('logfmt')) {
      const name = lexer.takeWord('as') ? this.#name() : undefined;
      if (name === undefined) throw lexer.unexpected();
      return { kind: 'parse', source, how: { kind: 'logfmt', name } };
    }
    const glob = lexer.take();
    if (glob.kind !== 'string' || !lexer.takeWord('as'))
      throw lexer.unexpected(glob.kind === 'string' ? undefined : glob);
    const names = this.#list(() => this.#name());
    if (names.length !== glob.text.split('*').length - 1) throw lexer.unexpected(glob);
    return { kind: 'parse', source, how: { kind: 'glob', pattern: glob.text, names } };
  }

  #unnest(needsAlias: boolean): Command {
    const field = this.#name();
    if (this.#lexer.takeWord('into') || this.#lexer.takeWord('as'))
      return { kind: 'unnest', field, into: this.#name() };
    if (needsAlias) throw this.#lexer.unexpected();
    return { kind: 'unnest', field, into: field };
  }

  #name(): string {
    const { kind, text } = this.#lexer.next;
    if (kind !== 'name') throw this.#lexer.unexpected();
    this.#lexer.take();
    return text;
  }

  #list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#lexer.takeSymbol(',')) items.push(read());
    return items;
  }
}
