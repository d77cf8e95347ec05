/** A JSON value with where it stands: unlike JSON.parse, this shows keys that come twice, and the order and the place of everything. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral;

interface Place {
  /** Offset of the first character. */
  readonly from: number;
  /** Offset after the last character. */
  readonly to: number;
}
export interface JsonObject extends Place {
  readonly kind: 'object';
  /** In the order of the text. */
  readonly members: readonly Member[];
}
export interface Member {
  readonly key: string;
  readonly value: JsonNode;
}
export interface JsonArray extends Place {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}
export interface JsonString extends Place {
  readonly kind: 'string';
  readonly value: string;
}
export interface JsonLiteral extends Place {
  readonly kind: 'number' | 'boolean' | 'null';
  /** As it is written: `1.50`, `true`. */
  readonly text: string;
}

/** The value of a condition in a list stands at depth 7; what is nested deeper than this is no policy. */
const deepest = 16;

/** Reads JSON as RFC 8259 has it, in one pass. @returns undefined for what is not JSON, or is nested too deep to be a policy */
export function readJson(text: string): JsonNode | undefined {
  const reader = new Reader(text);
  const value = reader.value(0);
  return value !== undefined && reader.atEnd() ? value : undefined;
}

/** Where a text stops being JSON: the offset that the reader came to. @returns undefined when it is JSON, and no deeper than a policy */
export function jsonFaultAt(text: string): number | undefined {
  const reader = new Reader(text);
  return reader.value(0) !== undefined && reader.atEnd() ? undefined : reader.at;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const words = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
] as const;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get at(): number {
    return Math.min(this.#at, this.#text.length);
  }

  value(depth: number): JsonNode | undefined {
    this.#skipSpace();
    const from = this.#at;
    switch (this.#text[from]) {
      case '{':
        return depth < deepest ? this.#object(from, depth + 1) : undefined;
      case '[':
        return depth < deepest ? this.#array(from, depth + 1) : undefined;
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : { kind: 'string', value, from, to: this.#at };
      }
      default:
        return this.#literal(from);
    }
  }

  atEnd(): boolean {
    this.#skipSpace();
    return this.#at === this.#text.length;
  }

  #object(from: number, depth: number): JsonNode | undefined {
    this.#at++;
    const members: Member[] = [];
    if (this.#takes('}')) return { kind: 'object', members, from, to: this.#at };
    do {
      this.#skipSpace();
      const key = this.#text[this.#at] === '"' ? this.#string() : undefined;
      if (key === undefined || !this.#takes(':')) return undefined;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      members.push({ key, value });
    } while (this.#takes(','));
    return this.#takes('}') ? { kind: 'object', members, from, to: this.#at } : undefined;
  }

  #array(from: number, depth: number): JsonNode | undefined {
    this.#at++;
    const items: JsonNode[] = [];
    if (this.#takes(']')) return { kind: 'array', items, from, to: this.#at };
    do {
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#takes(','));
    return this.#takes(']') ? { kind: 'array', items, from, to: this.#at } : undefined;
  }

  #literal(from: number): JsonNode | undefined {
    for (const [text, kind] of words) {
      if (!this.#text.startsWith(text, from)) continue;
      this.#at += text.length;
      return { kind, text, from, to: this.#at };
    }
    number.lastIndex = from;
    const text = number.exec(this.#text)?.[0];
    if (text === undefined) return undefined;
    this.#at += text.length;
    return { kind: 'number', text, from, to: this.#at };
  }

  /** From the opening quote to after the closing one. */
  #string(): string | undefined {
    let value = '';
    let start = ++this.#at;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code < 0x20) return undefined;
      if (code === 0x22 || code === 0x5c) {
        value += this.#text.slice(start, this.#at++);
        if (code === 0x22) return value;
        const escaped = this.#escaped();
        if (escaped === undefined) return undefined;
        value += escaped;
        start = this.#at;
      } else {
        this.#at++;
      }
    }
    return undefined;
  }

  #escaped(): string | undefined {
    const letter = this.#text[this.#at++] ?? '';
    if (letter !== 'u') return Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (!/^[\da-fA-F]{4}$/.test(digits)) return undefined;
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #takes(mark: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }
}

/** JSON's white space, which is also what IAM does not count in a policy's size. */
export const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
