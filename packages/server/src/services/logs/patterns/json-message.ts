import { EVERY, type Selector, type Step } from './selector.js';

/** A value that a selector names. */
export interface Found {
  readonly value: unknown;
  /** A scalar's text: a number's as it stands in the message (`12.0`), a string's content. Undefined for null, arrays and objects. */
  text(): string | undefined;
}

/** A message that is JSON. */
export class JsonMessage {
  readonly #text: string;
  readonly #root: unknown;

  private constructor(text: string, root: unknown) {
    this.#text = text;
    this.#root = root;
  }

  /** Undefined when the message is no JSON object or array. */
  static read(text: string): JsonMessage | undefined {
    // Most messages that are no JSON are told apart without an exception.
    const [first] = /\S/.exec(text) ?? [];
    if (first !== '{' && first !== '[') return undefined;
    try {
      return new JsonMessage(text, JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  find({ steps }: Selector): Found[] {
    let places: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
      { value: this.#root, path: [] },
    ];
    for (const step of steps) {
      places = places.flatMap(({ value, path }) =>
        membersAt(value, step).map(([key, member]) => ({ value: member, path: [...path, key] })),
      );
    }
    return places.map(({ value, path }) => ({ value, text: () => this.#textOf(value, path) }));
  }

  #textOf(value: unknown, path: readonly (string | number)[]): string | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return String(value);
    if (typeof value !== 'number') return undefined;
    return numberText(this.#text, path) ?? String(value);
  }
}

function membersAt(value: unknown, step: Step): [string | number, unknown][] {
  if (step === EVERY) return Array.isArray(value) ? [...value.entries()] : [];
  if (typeof step === 'number') return Array.isArray(value) && step < value.length ? [[step, value[step]]] : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step)) return [];
  return [[step, (value as Record<string, unknown>)[step]]];
}

/** The text of the number at the path of a valid JSON text. */
function numberText(text: string, path: readonly (string | number)[]): string | undefined {
  let at = afterSpace(text, 0);
  for (const step of path) {
    const found = typeof step === 'number' ? elementAt(text, at, step) : memberAt(text, at, step);
    if (found === undefined) return undefined;
    at = found;
  }
  const number = /-?[\d.eE+-]+/y;
  number.lastIndex = at;
  return number.exec(text)?.[0];
}

function elementAt(text: string, start: number, index: number): number | undefined {
  let at = afterSpace(text, start + 1);
  for (let passed = 0; passed < index; passed++) {
    at = afterSpace(text, endOfValue(text, at));
    if (text[at] !== ',') return undefined;
    at = afterSpace(text, at + 1);
  }
  return at;
}

/** The last of the members of that name counts, as JSON.parse has it. */
function memberAt(text: string, start: number, name: string): number | undefined {
  let found: number | undefined;
  for (let at = afterSpace(text, start + 1); text[at] === '"';) {
    const nameEnd = endOfValue(text, at);
    const value = afterSpace(text, afterSpace(text, nameEnd) + 1);
    if (JSON.parse(text.slice(at, nameEnd)) === name) found = value;
    at = afterSpace(text, endOfValue(text, value));
    if (text[at] !== ',') break;
    at = afterSpace(text, at + 1);
  }
  return found;
}

const isSpace = (unit: string | undefined): boolean => unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r';

function afterSpace(text: string, at: number): number {
  while (isSpace(text[at])) at++;
  return at;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const unit = text[at];
    if (unit === '"') at = endOfString(text, at);
    else {
      const opens = unit === '{' || unit === '[';
      const closes = unit === '}' || unit === ']';
      if (depth === 0 && (closes || unit === ',' || isSpace(unit))) return at;
      depth += opens ? 1 : closes ? -1 : 0;
      at++;
      if (!closes || depth > 0) continue;
    }
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
