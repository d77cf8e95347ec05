/** JSON as it is written: numbers keep all their digits, and everything knows where it stands. */
export type JsonNode =
  | { readonly kind: 'object'; readonly at: number; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'number'; readonly at: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly at: number; readonly value: boolean }
  | { readonly kind: 'null'; readonly at: number };

export interface JsonEntry {
  readonly at: number;
  readonly name: string;
  readonly value: JsonNode;
}

/** Something wrong at a place of a text. */
export class TextFault extends Error {
  override readonly name = 'TextFault';
  /** From 0, in the text's UTF-16 units. */
  readonly at: number;
  readonly fault: string;

  constructor(at: number, fault: string, message = fault) {
    super(message);
    this.at = at;
    this.fault = fault;
  }
}

/** Row and column from 0. */
export function placeIn(text: string, at: number): { readonly row: number; readonly column: number } {
  const before = text.slice(0, at);
  const row = before.split('\n').length - 1;
  return { row, column: at - (before.lastIndexOf('\n') + 1) };
}

const deepest = 100;

/** @throws TextFault */
export function parseJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.space();
  if (reader.at < text.length) throw new TextFault(reader.at, 'json.after');
  return node;
}

/** Several values one after the other, as in lines of JSON. @throws TextFault */
export function parseJsonValues(text: string): JsonNode[] {
  const reader = new Reader(text);
  const nodes: JsonNode[] = [];
  for (reader.space(); reader.at < text.length; reader.space()) nodes.push(reader.value(0));
  return nodes;
}

class Reader {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  }

  space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  value(depth: number): JsonNode {
    this.space();
    const at = this.at;
    if (depth > deepest) throw new TextFault(at, 'json.deep');
    const first = this.text[at];
    if (first === '{') return { kind: 'object', at, entries: this.entries(depth) };
    if (first === '[') return { kind: 'array', at, items: this.items(depth) };
    if (first === '"') return { kind: 'string', at, value: this.string() };
    const rest = this.text.slice(at, at + 5);
    if (rest.startsWith('true')) return this.word(4, { kind: 'boolean', at, value: true });
    if (rest.startsWith('false')) return this.word(5, { kind: 'boolean', at, value: false });
    if (rest.startsWith('null')) return this.word(4, { kind: 'null', at });
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = at;
    const [found] = number.exec(this.text) ?? [];
    if (found !== undefined) return this.word(found.length, { kind: 'number', at, text: found });
    throw new TextFault(at, first === undefined ? 'json.end' : 'json.value');
  }

  private word(length: number, node: JsonNode): JsonNode {
    this.at += length;
    if (/[\w.]/.test(this.text[this.at] ?? '')) throw new TextFault(node.at, 'json.value');
    return node;
  }

  private entries(depth: number): JsonEntry[] {
    const entries: JsonEntry[] = [];
    const names = new Set<string>();
    this.each('}', () => {
      const { at } = this;
      if (this.text[at] !== '"') throw new TextFault(at, at < this.text.length ? 'json.name' : 'json.end');
      const name = this.string();
      if (names.has(name)) throw new TextFault(at, 'json.twice');
      names.add(name);
      this.space();
      if (this.text[this.at] !== ':') throw new TextFault(this.at, 'json.colon');
      this.at++;
      entries.push({ at, name, value: this.value(depth + 1) });
    });
    return entries;
  }

  private items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.each(']', () => items.push(this.value(depth + 1)));
    return items;
  }

  private each(end: string, read: () => unknown): void {
    this.at++;
    this.space();
    if (this.text[this.at] === end) return void this.at++;
    for (;;) {
      this.space();
      read();
      this.space();
      const next = this.text[this.at];
      if (next !== ',' && next !== end)
        throw new TextFault(this.at, next === undefined ? 'json.end' : end === '}' ? 'json.brace' : 'json.bracket');
      this.at++;
      if (next === end) return;
    }
  }

  private string(): string {
    // Control characters must be escaped in JSON.
    // eslint-disable-next-line no-control-regex
    const literal = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
    literal.lastIndex = this.at;
    const [found] = literal.exec(this.text) ?? [];
    if (found === undefined) throw new TextFault(this.at, 'json.string');
    this.at += found.length;
    return JSON.parse(found) as string;
  }
}
