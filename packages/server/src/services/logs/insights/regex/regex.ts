import { runProgram } from './machine.js';
import { compileProgram, type Instruction } from './program.js';
import { parseRegex, RegexError, type Node, type RegexSyntax } from './syntax.js';

export { RegexError } from './syntax.js';

/** A match: the whole of it, then its groups; undefined for one that took no part. */
export interface RegexMatch {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
}

/**
 * A regular expression of a query, which finds what it finds in time that its text bounds. JavaScript's own engine is quicker, but may try every way of
 * sharing out a text between quantifiers: it is used where that is certainly little.
 */
export class Regex {
  /** Names and numbers of groups. */
  readonly names: ReadonlyMap<string, number>;
  readonly #syntax: RegexSyntax;
  readonly #native: RegExp | undefined;
  readonly #longestNative: number;
  #program: Instruction[] | undefined;

  /** @throws RegexError */
  constructor(source: string) {
    this.#syntax = parseRegex(source);
    this.names = this.#syntax.names;
    // One that is too long is refused now, not when it is run.
    this.#program = compileProgram(this.#syntax);
    const degree = degreeOf(this.#syntax.node);
    this.#longestNative = degree === undefined ? -1 : NATIVE_STEPS ** (1 / (degree + 1));
    this.#native = degree === undefined ? undefined : nativeOf(this.#syntax);
  }

  test(text: string): boolean {
    return this.exec(text) !== undefined;
  }

  /** The first match at or behind the place. */
  exec(text: string, from = 0): RegexMatch | undefined {
    if (this.#native && text.length <= this.#longestNative) {
      this.#native.lastIndex = from;
      const match = this.#native.exec(text);
      return match ? { index: match.index, groups: match } : undefined;
    }
    this.#program ??= compileProgram(this.#syntax);
    const slots = runProgram(this.#program, 2 * (this.#syntax.groups + 1), text, from);
    if (slots === undefined) return undefined;
    const groups = Array.from({ length: this.#syntax.groups + 1 }, (_, group) => {
      const [start = -1, end = -1] = slots.slice(2 * group, 2 * group + 2);
      return start < 0 || end < 0 ? undefined : text.slice(start, end);
    });
    return { index: slots[0] ?? 0, groups };
  }

  /** Replaces every match; `$1` in the replacement stands for a group, `$0` for the match. */
  replace(text: string, replacement: string): string {
    let result = '';
    let copied = 0;
    for (let at = 0; at <= text.length;) {
      const match = this.exec(text, at);
      if (match === undefined) break;
      const length = match.groups[0]?.length ?? 0;
      result +=
        text.slice(copied, match.index) +
        replacement.replaceAll(/\$(\d)/g, (_, digit: string) => match.groups[Number(digit)] ?? '');
      copied = match.index + length;
      at = length === 0 ? copied + 1 : copied;
    }
    return result + text.slice(copied);
  }
}

/** About what an engine does in a few milliseconds. */
const NATIVE_STEPS = 4_000_000;
const MOST_OPTIONAL = 6;

function nativeOf({ body, ignoresCase }: RegexSyntax): RegExp | undefined {
  try {
    return new RegExp(body.replaceAll('(?P<', '(?<'), ignoresCase ? 'gi' : 'g');
  } catch {
    throw new RegexError('syntax');
  }
}

/**
 * How the work of an engine that tries every way rises with the text's length: a power for every quantifier that can share the text with others.
 * Undefined when it may rise exponentially.
 */
function degreeOf(node: Node): number | undefined {
  let degree = 0;
  let optional = 0;
  const visit = (part: Node, isRepeated: boolean): boolean => {
    switch (part.kind) {
      case 'sequence':
        return part.parts.every((one) => visit(one, isRepeated));
      case 'choice':
        return !isRepeated && ++optional <= MOST_OPTIONAL && part.parts.every((one) => visit(one, false));
      case 'group':
        return visit(part.part, isRepeated);
      case 'repeat': {
        const varies = part.least !== part.most;
        if (varies && isRepeated) return false;
        if (varies && part.most === 1) optional++;
        else if (varies) degree++;
        return optional <= MOST_OPTIONAL && visit(part.part, isRepeated || part.most > 1);
      }
      default:
        return true;
    }
  };
  return visit(node, false) ? degree : undefined;
}
