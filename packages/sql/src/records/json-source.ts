/** A number as a document writes it. */
export class NumberText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

/** A document read without loss: its numbers are NumberTexts, its objects have no prototype, and of each object and array the text is known. */
export interface SourceDocument {
  readonly value: unknown;
  /** The text of one of the document's objects or arrays, without the blanks between its parts. */
  textOf(container: object): string;
}

/** Not a JSON document, or one nested too deep. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

const deepest = 500;

/**
 * Reads a document as JSON.parse does, only slower, and keeps what JSON.parse loses.
 * @throws JsonError
 */
export function parseSource(text: string): SourceDocument {
  const parser = new SourceParser(text);
  const value = parser.document();
  return {
    value,
    textOf: (container) => {
      const range = parser.ranges.get(container);
      return range === undefined ? '' : withoutBlanks(text.slice(range.from, range.to));
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

class SourceParser {
  readonly ranges = new Map<object, Range>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#unexpected();
    return value;
  }

  #value(depth: number): unknown {
    this.#blanks();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth + 1);
      case '[':
        return this.#array(depth + 1);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): unknown {
    if (depth > deepest) throw new JsonError(`JSON is nested more than ${deepest} levels deep`);
    const from = this.#at++;
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.#blanks();
    if (this.#text[this.#at] === '}') this.#at++;
    else {
      for (;;) {
        this.#blanks();
        if (this.#text[this.#at] !== '"') throw this.#unexpected();
        const name = this.#string();
        this.#blanks();
        this.#expect(':');
        object[name] = this.#value(depth);
        this.#blanks();
        if (this.#text[this.#at] !== ',') break;
        this.#at++;
      }
      this.#expect('}');
    }
    this.ranges.set(object, { from, to: this.#at });
    return object;
  }

  #array(depth: number): unknown {
    if (depth > deepest) throw new JsonError(`JSON is nested more than ${deepest} levels deep`);
    const from = this.#at++;
    const array: unknown[] = [];
    this.#blanks();
    if (this.#text[this.#at] === ']') this.#at++;
    else {
      for (;;) {
        array.push(this.#value(depth));
        this.#blanks();
        if (this.#text[this.#at] !== ',') break;
        this.#at++;
      }
      this.#expect(']');
    }
    this.ranges.set(array, { from, to: this.#at });
    return array;
  }

  #string(): string {
    const from = this.#at;
    this.#at = endOfString(this.#text, from);
    try {
      return String(JSON.parse(this.#text.slice(from, this.#at)));
    } catch {
      this.#at = from;
      throw this.#unexpected();
    }
  }

  #number(): NumberText {
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = this.#at;
    const match = number.exec(this.#text);
    if (match === null) throw this.#unexpected();
    this.#at = number.lastIndex;
    return new NumberText(match[0]);
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #expect(character: string): void {
    if (this.#text[this.#at] !== character) throw this.#unexpected();
    this.#at++;
  }

  #blanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #unexpected(): JsonError {
    return this.#at < this.#text.length
      ? new JsonError(`unexpected character at position ${this.#at + 1}`)
      : new JsonError('unexpected end');
  }
}

export const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** A piece of JSON without the blanks outside of its strings. */
function withoutBlanks(json: string): string {
  let text = '';
  let from = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === 34) at = endOfString(json, at);
    else if (isBlank(code)) {
      text += json.slice(from, at);
      at++;
      while (isBlank(json.charCodeAt(at))) at++;
      from = at;
    } else at++;
  }
  return from === 0 ? json : text + json.slice(from);
}

/** Behind the closing quote of the string that begins at a place; the text's length if it has none. */
export function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    at += code === 92 ? 2 : 1;
  }
  return text.length;
}
