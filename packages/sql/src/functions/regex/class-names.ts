/** What Java's names of character classes stand for, as the inside of a class of a JavaScript regular expression with the flag `v`. */
const ascii: ReadonlyMap<string, string> = new Map([
  ['Lower', 'a-z'],
  ['Upper', 'A-Z'],
  ['ASCII', '\\x00-\\x7F'],
  ['Alpha', 'a-zA-Z'],
  ['Digit', '0-9'],
  ['Alnum', 'a-zA-Z0-9'],
  ['Punct', '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E'],
  ['Graph', '\\x21-\\x7E'],
  ['Print', '\\x20-\\x7E'],
  ['Blank', '\\x20\\t'],
  ['Cntrl', '\\x00-\\x1F\\x7F'],
  ['XDigit', '0-9a-fA-F'],
  ['Space', '\\x20\\t\\n\\x0B\\f\\r'],
  ['javaLowerCase', '\\p{Lowercase}'],
  ['javaUpperCase', '\\p{Uppercase}'],
  ['javaWhitespace', '\\s'],
  ['javaDigit', '\\p{Nd}'],
  ['javaLetter', '\\p{L}'],
  ['javaLetterOrDigit', '\\p{L}\\p{Nd}'],
]);

/** The inside of `\p{name}`; undefined for a name that there is not. */
export function classNamed(name: string): string | undefined {
  const known = ascii.get(name);
  if (known !== undefined) return known;
  if (!/^[A-Za-z_=]+$/.test(name)) return undefined;
  const bare = name.replace(/^Is/, '');
  return [`\\p{${bare}}`, `\\p{Script=${bare}}`].find(isClass);
}

function isClass(text: string): boolean {
  try {
    return new RegExp(text, 'v') instanceof RegExp;
  } catch {
    return false;
  }
}

const horizontal = '\\x20\\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000';
const vertical = '\\n\\x0B\\f\\r\\x85\\u2028\\u2029';

/** The insides of `\s` and its like, by the small letter; the capital is what they do not hold. */
export const escapedClasses: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['w', 'a-zA-Z0-9_'],
  ['s', '\\x20\\t\\n\\x0B\\f\\r'],
  ['h', horizontal],
  ['v', vertical],
]);
