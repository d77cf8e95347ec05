import { holds } from './classes.js';
import type { Ranges } from './classes.js';
import type { Node } from './syntax.js';

/**
 * A set of texts that goes over, with each character that is read, to the set of what may follow (its derivative). Sets that are written alike are one,
 * so that each way is computed once: reading costs the same for every character, whatever the pattern.
 */
export interface Language {
  readonly key: string;
  /** Whether it has the empty text. */
  readonly hasEmpty: boolean;
  readonly after: (unit: number) => Language;
  /** What it takes to work out what follows a character: characters of keys that are written. */
  readonly cost: number;
  /** Of a union: what it is made of. */
  readonly parts?: readonly Language[];
}

/** Characters of keys: with more all is forgotten, and computed anew. */
const mostKept = 4_000_000;

export class Languages {
  readonly #kept = new Map<string, Language>();
  #size = 0;
  #times = 0;
  readonly #none: Language = { key: '#', hasEmpty: false, after: () => this.#none, cost: 0 };
  readonly #empty: Language = { key: '()', hasEmpty: true, after: () => this.#none, cost: 0 };

  /** The set that has nothing: no text will match any more. */
  get none(): Language {
    return this.#none;
  }

  of(node: Node): Language {
    switch (node.kind) {
      case 'characters':
        return this.#characters(node.ranges);
      case 'group':
        return this.of(node.part);
      case 'sequence':
        return node.parts.reduceRight((rest, part) => this.#sequence(this.of(part), rest), this.#empty);
      case 'union':
        return this.#union(node.parts.map((part) => this.of(part)));
      case 'intersection':
        return node.parts.map((part) => this.of(part)).reduce((a, b) => this.#intersection(a, b));
      case 'repeat':
        return this.#repeat(this.of(node.part), node.least, node.most);
    }
  }

  #keep(
    key: string,
    hasEmpty: boolean,
    below: number,
    derive: (unit: number) => Language,
    parts?: readonly Language[],
  ): Language {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    this.#size += key.length;
    if (this.#size > mostKept) {
      this.#kept.clear();
      this.#size = key.length;
      this.#times++;
    }
    let times = this.#times;
    const ways = new Map<number, Language>();
    const after = (unit: number): Language => {
      if (times !== this.#times) {
        ways.clear();
        times = this.#times;
      }
      let next = ways.get(unit);
      if (next === undefined) {
        next = derive(unit);
        ways.set(unit, next);
      }
      return next;
    };
    const cost = key.length + below;
    const language: Language = { key, hasEmpty, after, cost, ...(parts === undefined ? {} : { parts }) };
    this.#kept.set(key, language);
    return language;
  }

  #characters(ranges: Ranges): Language {
    if (ranges.length === 0) return this.#none;
    return this.#keep(`[${ranges.join(';')}]`, false, 0, (unit) => (holds(ranges, unit) ? this.#empty : this.#none));
  }

  #sequence(first: Language, rest: Language): Language {
    if (first === this.#none || rest === this.#none) return this.#none;
    if (first === this.#empty) return rest;
    if (rest === this.#empty) return first;
    const below = first.cost + (first.hasEmpty ? rest.cost : 0);
    return this.#keep(`(${first.key}${rest.key})`, first.hasEmpty && rest.hasEmpty, below, (unit) => {
      const after = this.#sequence(first.after(unit), rest);
      return first.hasEmpty ? this.#union([after, rest.after(unit)]) : after;
    });
  }

  #union(parts: readonly Language[]): Language {
    const some = new Map<string, Language>();
    for (const part of parts)
      for (const each of part.parts ?? [part]) if (each !== this.#none) some.set(each.key, each);
    const sorted = [...some.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    const [first] = sorted;
    if (first === undefined) return this.#none;
    if (sorted.length === 1) return first;
    return this.#keep(
      `(${sorted.map(({ key }) => key).join('|')})`,
      sorted.some(({ hasEmpty }) => hasEmpty),
      sorted.reduce((sum, { cost }) => sum + cost, 0),
      (unit) => this.#union(sorted.map((part) => part.after(unit))),
      sorted,
    );
  }

  #intersection(a: Language, b: Language): Language {
    if (a === this.#none || b === this.#none) return this.#none;
    if (a.key === b.key) return a;
    return this.#keep(`(${a.key}&${b.key})`, a.hasEmpty && b.hasEmpty, a.cost + b.cost, (unit) =>
      this.#intersection(a.after(unit), b.after(unit)),
    );
  }

  #repeat(part: Language, least: number, most: number): Language {
    if (most === 0 || part === this.#empty) return this.#empty;
    if (part === this.#none) return least === 0 ? this.#empty : this.#none;
    if (least === 1 && most === 1) return part;
    return this.#keep(`${part.key}{${least},${most}}`, least === 0 || part.hasEmpty, part.cost, (unit) =>
      this.#sequence(part.after(unit), this.#repeat(part, Math.max(0, least - 1), most - 1)),
    );
  }
}
