import { Effort } from '../effort.js';
import { invalidEscape, invalidEscapeSequence } from '../../values/row-errors.js';

export type Matcher = (text: string) => boolean;

/**
 * The matcher of a LIKE pattern: `_` is any one character, `%` any number of them; both are themselves behind the escape.
 * It never takes more time than the text's length times the pattern's; where that is too long the row fails.
 * @throws RowError for an escape that is not one character, or has neither of the two nor itself behind it
 */
export function likeMatcher(pattern: string, escape?: string): Matcher {
  const pieces = piecesOf(pattern, escape);
  const [first, ...others] = pieces;
  const last = others.pop();
  if (first === undefined) return (text) => text === '';
  if (last === undefined) return (text) => text.length === first.length && first.matchesAt(text, 0);
  return (text) => {
    const effort = new Effort(text);
    const end = text.length - last.length;
    if (end < first.length || !first.matchesAt(text, 0) || !last.matchesAt(text, end)) return false;
    let from = first.length;
    // The leftmost place is always as good as any other.
    for (const piece of others) {
      const at = piece.findIn(text, from, effort);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return from <= end;
  };
}

/** Characters that are compared in the time of a step. */
const charactersPerStep = 16;

/** What stands between two `%`. */
interface Piece {
  readonly length: number;
  matchesAt(text: string, at: number): boolean;
  /** The first place from an index on, or -1. */
  findIn(text: string, from: number, effort: Effort): number;
}

function piecesOf(pattern: string, escape: string | undefined): readonly Piece[] {
  if (escape !== undefined && escape.length !== 1) throw invalidEscape(escape);
  const pieces: Piece[] = [];
  let text = '';
  let any: boolean[] = [];
  for (let index = 0; index < pattern.length; index++) {
    let character = pattern.charAt(index);
    const escaped = character === escape;
    if (escaped) {
      character = pattern.charAt(++index);
      if (character !== '%' && character !== '_' && character !== escape) throw invalidEscapeSequence(pattern);
    }
    if (character === '%' && !escaped) {
      pieces.push(piece(text, any));
      text = '';
      any = [];
    } else {
      text += character;
      any.push(character === '_' && !escaped);
    }
  }
  pieces.push(piece(text, any));
  return pieces;
}

function piece(part: string, any: readonly boolean[]): Piece {
  const { length } = part;
  if (!any.includes(true))
    return {
      length,
      matchesAt: (text, at) => text.startsWith(part, at),
      findIn: (text, from) => text.indexOf(part, from),
    };
  const matchesAt = (text: string, at: number): boolean => {
    for (let index = 0; index < length; index++)
      if (any[index] !== true && text.charCodeAt(at + index) !== part.charCodeAt(index)) return false;
    return true;
  };
  return {
    length,
    matchesAt,
    findIn: (text, from, effort) => {
      for (let at = from; at + length <= text.length; at++) {
        effort.spend(length / charactersPerStep);
        if (matchesAt(text, at)) return at;
      }
      return -1;
    },
  };
}
