import { hash } from 'node:crypto';
import { Structure, truth, type Value } from '../values.js';
import { of, ofText, type Arguments, type FunctionDefinition, type FunctionGroup } from './definition.js';

/** Characters of the longest text that a function makes: what would be longer is none. */
export const LONGEST_TEXT = 4 * 1024 * 1024;

/** Whether the first text stands in that relation to the second. */
const relation = (holds: (text: string, part: string) => boolean): FunctionDefinition =>
  of(2, 3, (args) => {
    const [text, part] = [args.text(0), args.text(1)];
    return truth(text !== undefined && part !== undefined && holds(text, part));
  });

const WHITE = ' \t\n\v\f\r\u00a0';

/** Takes white space, or the characters given, from the ends of a text. */
const trimming = (atStart: boolean, atEnd: boolean): FunctionDefinition =>
  of(1, 2, (args) => {
    const text = args.text(0);
    if (text === undefined) return undefined;
    const taken = args.count > 1 ? (args.text(1) ?? '') : WHITE;
    let [from, to] = [0, text.length];
    while (atStart && from < to && taken.includes(text[from] ?? '')) from++;
    while (atEnd && to > from && taken.includes(text[to - 1] ?? '')) to--;
    return text.slice(from, to);
  });

function replaced(args: Arguments): Value {
  const [text, wanted, replacement] = [args.text(0), args.text(1), args.text(2)];
  if (text === undefined || wanted === undefined || replacement === undefined) return undefined;
  if (wanted === '') return text;
  if ((text.length / wanted.length) * replacement.length > LONGEST_TEXT) return undefined;
  return text.replaceAll(wanted, () => replacement);
}

export const TEXTS: FunctionGroup = {
  isempty: of(1, 1, (args) => truth((args.text(0) ?? '') === '')),
  isblank: of(1, 1, (args) => truth((args.text(0) ?? '').trim() === '')),
  concat: of(1, 100, (args) => Array.from({ length: args.count }, (_, i) => args.text(i) ?? '').join('')),
  trim: trimming(true, true),
  ltrim: trimming(true, false),
  rtrim: trimming(false, true),
  strlen: ofText((text) => {
    let length = 0;
    for (const _ of text) length++;
    return length;
  }),
  toupper: ofText((text) => text.toUpperCase()),
  tolower: ofText((text) => text.toLowerCase()),
  substr: of(2, 3, (args) => {
    const [text, start, length] = [args.text(0), args.number(1), args.count > 2 ? args.number(2) : Infinity];
    if (text === undefined || start === undefined || length === undefined || start < 0) return undefined;
    return text.slice(start, start + Math.max(0, length));
  }),
  replace: of(3, 3, replaced),
  regex_replace: of(3, 3, (args) => {
    const [text, regex, replacement] = [args.text(0), args.regex(1), args.text(2)];
    if (regex === undefined) return replaced(args);
    if (text === undefined || replacement === undefined || text.length * replacement.length > LONGEST_TEXT)
      return undefined;
    return regex.replace(text, replacement);
  }),
  // A third argument, for ignoring case, has no effect in AWS either.
  strcontains: relation((text, part) => text.includes(part)),
  startsWith: relation((text, part) => text.startsWith(part)),
  endsWith: relation((text, part) => text.endsWith(part)),
  urlencode: ofText((text) => encodeURIComponent(Buffer.from(text).toString())),
  urldecode: ofText((text) => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
      return undefined;
    }
  }),
  base64encode: ofText((text) => Buffer.from(text).toString('base64')),
  base64decode: ofText((text) => Buffer.from(text, 'base64').toString()),
  split: of(2, 2, (args) => {
    const [text, separator] = [args.text(0), args.text(1)];
    return text === undefined || !separator ? undefined : new Structure(text.split(separator));
  }),
  md5: ofText((text) => hash('md5', text)),
  sha256: ofText((text) => hash('sha256', text)),
};
