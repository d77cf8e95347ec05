import { ExpressionFault } from './faults.js';

/** What `SEARCH` looks for. */
export interface Search {
  /** Metrics of the namespace that have these dimensions and no others. */
  readonly schema?: { readonly namespace: string; readonly dimensions: readonly string[] } | undefined;
  readonly term?: Term | undefined;
}

export type Term =
  | { readonly kind: 'all' | 'any'; readonly terms: readonly Term[] }
  | { readonly kind: 'not'; readonly term: Term }
  /** `property` is `MetricName`, `Namespace` or a dimension; undefined for any of them, and for the dimensions' names. */
  | { readonly kind: 'exact' | 'partial'; readonly text: string; readonly property: string | undefined };

const LONGEST = 1024;
const DEEPEST = 32;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 * @throws ExpressionFault
 */
export function parseSearch(text: string): Search {
  if (text.length > LONGEST) throw new ExpressionFault(`SEARCH is longer than ${LONGEST} characters`);
  const { schema, rest } = schemaOf(text);
  const reader = new TermReader(rest);
  const term = reader.isAtEnd() ? undefined : reader.any(undefined, 0);
  if (!reader.isAtEnd() || (term === undefined && schema === undefined)) throw fault();
  return { schema, term };
}

const fault = (): ExpressionFault => new ExpressionFault('Invalid syntax in SEARCH');

/** `{Namespace, Dimension, …}`, with quotes around names that hold more than letters and digits. */
function schemaOf(text: string): { schema: Search['schema']; rest: string } {
  if (!/^\s*\{/.test(text)) return { schema: undefined, rest: text };
  const names: string[] = [];
  const part = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{},][^"{},]*))\s*([,}])/sy;
  part.lastIndex = text.indexOf('{') + 1;
  for (;;) {
    const match = part.exec(text);
    if (!match) throw fault();
    names.push(match[1] === undefined ? (match[2] ?? '').trimEnd() : unescaped(match[1]));
    if (match[3] === '}') break;
  }
  const [namespace = '', ...dimensions] = names;
  return { schema: { namespace, dimensions }, rest: text.slice(part.lastIndex) };
}

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

interface Token {
  readonly kind: 'sign' | 'exact' | 'word';
  readonly text: string;
}

const TOKEN = /\s*(?:([()=])|"((?:[^"\\]|\\.)*)"|((?:[^\s()="\\]|\\.)+))/sy;

class TermReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    const tokens: Token[] = [];
    const token = new RegExp(TOKEN);
    const end = text.trimEnd().length;
    while (token.lastIndex < end) {
      const match = token.exec(text);
      if (!match) throw fault();
      const [, sign, exact, word] = match;
      if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
      else if (exact !== undefined) tokens.push({ kind: 'exact', text: unescaped(exact) });
      else tokens.push({ kind: 'word', text: unescaped(word ?? '') });
    }
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Terms with `OR` between them. */
  any(property: string | undefined, depth: number): Term {
    if (depth > DEEPEST) throw fault();
    const terms = [this.#all(property, depth)];
    while (this.#takes('word', 'OR')) terms.push(this.#all(property, depth));
    return joined('any', terms);
  }

  /** Terms with `AND` or nothing between them. */
  #all(property: string | undefined, depth: number): Term {
    const terms = [this.#one(property, depth)];
    while (!this.isAtEnd() && !this.#is('sign', ')') && !this.#is('word', 'OR')) {
      this.#takes('word', 'AND');
      terms.push(this.#one(property, depth));
    }
    return joined('all', terms);
  }

  #one(property: string | undefined, depth: number): Term {
    if (this.#takes('word', 'NOT')) {
      if (depth > DEEPEST) throw fault();
      return { kind: 'not', term: this.#one(property, depth + 1) };
    }
    if (this.#takes('sign', '(')) {
      const term = this.any(property, depth + 1);
      if (!this.#takes('sign', ')')) throw fault();
      return term;
    }
    const token = this.#tokens[this.#next];
    if (token === undefined || token.kind === 'sign' || (token.kind === 'word' && RESERVED.has(token.text))) {
      throw fault();
    }
    this.#next++;
    if (property === undefined && this.#takes('sign', '=')) return this.#one(token.text, depth + 1);
    return { kind: token.kind === 'exact' ? 'exact' : 'partial', text: token.text, property };
  }

  #is(kind: Token['kind'], text: string): boolean {
    const token = this.#tokens[this.#next];
    return token?.kind === kind && token.text === text;
  }

  #takes(kind: Token['kind'], text: string): boolean {
    if (!this.#is(kind, text)) return false;
    this.#next++;
    return true;
  }
}

const RESERVED = new Set(['AND', 'OR', 'NOT']);

const joined = (kind: 'all' | 'any', terms: readonly Term[]): Term => {
  const [first] = terms;
  return terms.length === 1 && first ? first : { kind, terms };
};
