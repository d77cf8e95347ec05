import type { JsonNode } from './json.js';
import { texts } from './texts.js';

/**
 * AWS's "Syntax error at position (line,column)", where its parser stands when it stumbles: after what it has read. A string it has read
 * whole when it needs the value, and to the opening quote when it looks no further than the key before; an object or array to its bracket.
 */
export class Positions {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** A value of a wrong type. */
  of(value: JsonNode): string {
    return this.after(this.#read(value));
  }

  /** A key that may not stand before this value. */
  before(value: JsonNode): string {
    return this.after(value.kind === 'string' ? value.from + 1 : this.#read(value));
  }

  #read(value: JsonNode): number {
    return value.kind === 'object' || value.kind === 'array' ? value.from + 1 : value.to;
  }

  /** @param offset how many characters have been read */
  after(offset: number): string {
    const lines = this.#text.slice(0, offset).split(/\r\n|\r|\n/);
    return texts.position(lines.length, (lines.at(-1)?.length ?? 0) + 1);
  }
}
