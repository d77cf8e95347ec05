import { InvalidPatternError } from './pattern.js';

/** Reads a pattern from left to right. */
export class PatternReader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  /** Takes the token when it stands next, behind spaces. */
  take(token: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  /** What the sticky expression matches here, which is passed; undefined where it does not. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    const [found] = sticky.exec(this.text) ?? [];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  /** A text in quotes, whose first one stands next; `\` keeps what follows. */
  quoted(): string {
    const literal = this.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy);
    if (literal === undefined) throw this.invalid();
    return literal.slice(1, -1).replaceAll(/\\(["'\\])/g, '$1');
  }

  /** An expression between percent signs, the first of which stands next. */
  regex(): string {
    const literal = this.match(/%(?:[^%\\]|\\.)*%/sy);
    if (literal === undefined) throw this.invalid();
    return literal.slice(1, -1);
  }

  /** For what stands next. */
  invalid(): InvalidPatternError {
    const [term = ''] = /^\s*(\S*)/.exec(this.text.slice(this.at))?.slice(1) ?? [];
    return new InvalidPatternError(`Invalid character(s) in term '${term}'`);
  }
}
