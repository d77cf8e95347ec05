import { invalid } from '../../errors.js';
import type { AttributeValue } from '../attribute-value.js';

const LONGEST_KEY = 255;

/** The names and values that a request's expressions refer to, and which of them they did refer to. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #usedNames = new Set<string>();
  readonly #usedValues = new Set<string>();

  /** @param values checked, and normal; keys are as in the request, with their `#` or `:` */
  constructor(
    names: Readonly<Record<string, string>> | undefined,
    values: Readonly<Record<string, AttributeValue>> | undefined,
  ) {
    this.#names = names ?? NONE;
    this.#values = values ?? NONE;
  }

  /** The name that `#placeholder` stands for, which is used from now on. */
  name(placeholder: string): string | undefined {
    if (!Object.hasOwn(this.#names, placeholder)) return undefined;
    this.#usedNames.add(placeholder);
    return this.#names[placeholder];
  }

  /** The value that `:placeholder` stands for, which is used from now on. */
  value(placeholder: string): AttributeValue | undefined {
    if (!Object.hasOwn(this.#values, placeholder)) return undefined;
    this.#usedValues.add(placeholder);
    return this.#values[placeholder];
  }

  /**
   * To be called when all of a request's expressions are parsed.
   * @throws ValidationException that lists the names that none of them used, or else the values
   */
  assertAllUsed(): void {
    assertUsed('ExpressionAttributeNames', this.#names, this.#usedNames);
    assertUsed('ExpressionAttributeValues', this.#values, this.#usedValues);
  }
}

const NONE: Readonly<Record<string, never>> = {};

function assertUsed(parameter: string, entries: Readonly<Record<string, unknown>>, used: ReadonlySet<string>): void {
  const keys = Object.keys(entries);
  if (keys.length === used.size) return;
  const unused = keys.filter((key) => !used.has(key));
  throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}

/**
 * Checks the two maps themselves: whether there is anything in them, the keys, and that no name is empty. The values in the second are
 * for {@link checkPlaceholderValues}.
 * @throws ValidationException for the first key, in the request's order, that is wrong; the names come first
 */
export function checkPlaceholderMaps(
  names: Readonly<Record<string, string>> | undefined,
  values: Readonly<Record<string, unknown>> | undefined,
): void {
  if (names !== undefined) {
    checkKeys('ExpressionAttributeNames', HASH, names, (size) => ` size of key: ${size}`);
    for (const key of Object.keys(names)) {
      if (names[key] === '')
        throw invalid(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
    }
  }
  if (values !== undefined) checkKeys('ExpressionAttributeValues', COLON, values, () => '');
}

const HASH = 35;
const COLON = 58;

function checkKeys(
  parameter: string,
  sigil: number,
  entries: Readonly<Record<string, unknown>>,
  sizeText: (bytes: number) => string,
): void {
  let empty = true;
  for (const key of Object.keys(entries)) {
    empty = false;
    if (key.length * 3 > LONGEST_KEY) {
      const bytes = Buffer.byteLength(key);
      if (bytes > LONGEST_KEY)
        throw invalid(
          `${parameter} contains invalid key: The expression attribute map contains a key that is too long;${sizeText(bytes)}`,
        );
    }
    if (!isPlaceholder(key, sigil)) throw invalid(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
  }
  if (empty) throw invalid(`${parameter} must not be empty`);
}

function isPlaceholder(key: string, sigil: number): boolean {
  if (key.length < 2 || key.charCodeAt(0) !== sigil) return false;
  for (let at = 1; at < key.length; at++) {
    const code = key.charCodeAt(at);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
    if (!isWord) return false;
  }
  return true;
}
