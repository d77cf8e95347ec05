import { classNamed, escapedClasses } from './class-names.js';
import type { Scanner } from './scanner.js';

/** What a backslash and what follows it stand for, where both character classes and the rest of a pattern have it. */
export type Escape =
  | { readonly kind: 'character'; readonly code: number }
  /** The inside of a character class. */
  | { readonly kind: 'class'; readonly inside: string; readonly negated: boolean };

/** Reads on behind a backslash. Undefined, with nothing read, for what is not of these. */
export function readEscape(scanner: Scanner): Escape | undefined {
  const character = scanner.peek();
  const inside = escapedClasses.get(character.toLowerCase());
  if (inside !== undefined) {
    scanner.next();
    return { kind: 'class', inside, negated: character !== character.toLowerCase() };
  }
  if (character === 'p' || character === 'P') return property(scanner);
  const control = controls[character];
  if (control !== undefined) {
    scanner.next();
    return { kind: 'character', code: control };
  }
  const digits = coded.find(({ form }) => scanner.sees(form));
  if (digits !== undefined) {
    const [, hex = ''] = scanner.take(digits.form);
    const code = Number.parseInt(hex, digits.radix);
    return code <= 0x10_ff_ff ? { kind: 'character', code } : scanner.fail();
  }
  if (character === 'c') {
    scanner.next();
    return { kind: 'character', code: (scanner.next().codePointAt(0) ?? 0) ^ 64 };
  }
  // Letters and digits without a meaning are errors.
  if (character === '' || /[A-Za-z0-9]/.test(character)) return undefined;
  return { kind: 'character', code: scanner.next().codePointAt(0) ?? 0 };
}

const controls: Readonly<Partial<Record<string, number>>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

const coded = [
  { form: /x([0-9A-Fa-f]{2})/y, radix: 16 },
  { form: /x\{([0-9A-Fa-f]{1,6})\}/y, radix: 16 },
  { form: /u([0-9A-Fa-f]{4})/y, radix: 16 },
  { form: /0([0-3]?[0-7]{1,2})/y, radix: 8 },
] as const;

/** `\pL`, `\p{Alpha}`, `\P{IsLatin}` */
function property(scanner: Scanner): Escape {
  const [, sign, long, short] = scanner.take(/([pP])(?:\{(\^?\w+(?:=\w+)?)\}|([A-Z]))/y);
  const inside = classNamed(long ?? short ?? '');
  return inside === undefined ? scanner.fail() : { kind: 'class', inside, negated: sign === 'P' };
}
