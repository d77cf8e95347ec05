import { leastTimestamp } from '../../../values/datetimes.js';
import { timestampOf } from './fields.js';
import type { Fields } from './fields.js';
import { eras, halves, months, nameAt, short, weekdays } from './names.js';
import { parsePattern } from './pattern.js';
import type { Element } from './pattern.js';
import { zoneAt } from './zones.js';

/**
 * A function that reads texts as Java's SimpleDateFormat does in English, not leniently, in UTC: what follows the pattern's end does not matter, blanks and tabs before a field neither.
 * It answers ms since 1970, or undefined for what does not follow the pattern, is out of range, or contradicts itself.
 * @throws RowError for what is no pattern
 */
export function reader(pattern: string): (text: string) => number | undefined {
  const elements = parsePattern(pattern);
  return (text) => {
    const fields: Fields = {};
    let at = 0;
    for (const [index, element] of elements.entries()) {
      const end = readElement(element, elements[index + 1], text, at, fields);
      if (end === undefined) return undefined;
      at = end;
    }
    const timestamp = timestampOf(fields);
    return timestamp === undefined || timestamp < leastTimestamp ? undefined : timestamp;
  };
}

/** Where an element ends that begins at an index; what it says goes to the fields. */
function readElement(
  element: Element,
  next: Element | undefined,
  text: string,
  from: number,
  fields: Fields,
): number | undefined {
  if (element.kind === 'literal') return text.startsWith(element.text, from) ? from + element.text.length : undefined;
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  const { letter, count } = element;
  if (isNamed(letter, count)) return readName(letter, text, at, fields);
  // Fields that touch have as many digits as letters, counted from the blanks on.
  const touching = next?.kind === 'field';
  if (touching && from + count > text.length) return undefined;
  number.lastIndex = at;
  const match = number.exec(touching ? text.slice(0, from + count) : text);
  if (match === null) return undefined;
  const [digits] = match;
  const value = Number(digits);
  const end = at + digits.length;
  if (letter === 'y' || letter === 'Y') {
    // Of exactly two digits, and no blanks before them.
    const abbreviated = count <= 2 && end - from === 2 && !digits.startsWith('-');
    readYear(letter, abbreviated ? withCentury(value) : value, fields);
  } else setNumber(letter, value, fields);
  return end;
}

const number = /-?\d{1,9}/y;

const isNamed = (letter: string, count: number): boolean =>
  'GEazZX'.includes(letter) || ((letter === 'M' || letter === 'L') && count >= 3);

function readName(letter: string, text: string, at: number, fields: Fields): number | undefined {
  if (letter === 'z' || letter === 'Z' || letter === 'X') {
    const zone = zoneAt(text, at);
    if (zone === undefined) return undefined;
    fields.offset = zone.offset;
    return at + zone.length;
  }
  const names = namesOf[letter] ?? months;
  const found = nameAt(names, text, at) ?? nameAt(names.map(short), text, at);
  if (found === undefined) return undefined;
  if (letter === 'G') fields.era = found.index;
  else if (letter === 'a') fields.half = found.index;
  else if (letter === 'E') fields.weekday = found.index;
  else fields.month = found.index + 1;
  return at + found.length;
}

const namesOf: Readonly<Partial<Record<string, readonly string[]>>> = { G: eras, a: halves, E: weekdays };

/**
 * Years of two digits are of these hundred. Java takes the 80 years before and the 20 after the moment at which the format is made;
 * a program's rows must not depend on when it is run, so the moment is 2026 for ever.
 */
const firstOfCentury = 1946;

const withCentury = (year: number): number => firstOfCentury + ((((year - firstOfCentury) % 100) + 100) % 100);

function readYear(letter: string, year: number, fields: Fields): void {
  if (letter === 'y') fields.year = year;
  else fields.weekYear = year;
}

function setNumber(letter: string, value: number, fields: Fields): void {
  const field = fieldOf[letter];
  if (letter === 'k') fields.hour = value === 24 ? 0 : value;
  // Both 0 and 12 are midnight.
  else if (letter === 'h') fields.hourOfHalf = value === 12 ? 0 : value;
  else if (letter === 'u') fields.weekday = value === 7 ? 0 : value;
  else if (field !== undefined) fields[field] = value;
}

const fieldOf: Readonly<Partial<Record<string, keyof Fields>>> = {
  M: 'month',
  L: 'month',
  w: 'weekOfYear',
  W: 'weekOfMonth',
  D: 'dayOfYear',
  d: 'day',
  F: 'dayInMonth',
  H: 'hour',
  K: 'hourOfHalf',
  m: 'minute',
  s: 'second',
  S: 'ms',
};
