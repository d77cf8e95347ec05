import { invalidEscape, invalidPattern } from '../../values/row-errors.js';
import { Effort } from '../effort.js';
import { parseSimilar } from '../operators/similar-syntax.js';
import type { SimilarNode } from '../operators/similar-syntax.js';

let last: { readonly pattern: string; readonly escape: string; readonly find: Find } | undefined;

type Find = (text: string) => string | null;

/**
 * A function that gives the middle part of what a pattern of three parts, `before#"middle#"behind` with `#` as its escape, first matches in a text; NULL where it matches nothing.
 * The first part is as short as may be, the middle as long.
 * @throws RowError for what is no such pattern
 */
export function similarPart(pattern: string, escape: string): Find {
  if (last?.pattern !== pattern || last.escape !== escape) last = { pattern, escape, find: compiled(pattern, escape) };
  return last.find;
}

function compiled(pattern: string, escape: string): Find {
  if (escape.length !== 1) throw invalidEscape(escape);
  const parts = split(pattern, escape).map((part) => parseSimilar(part, escape));
  const [before, middle, behind, ...more] = parts;
  if (before === undefined || middle === undefined || behind === undefined || more.length > 0)
    throw invalidPattern(pattern);
  return (text) => {
    const effort = new Effort(text);
    for (let start = 0; start <= text.length; start++)
      for (const from of endsOf(before, text, [start], effort))
        for (const to of endsOf(middle, text, [from], effort).toReversed())
          if (endsOf(behind, text, [to], effort).length > 0) return text.slice(from, to);
    return null;
  };
}

/** At what the escape and a double quote mark. */
function split(pattern: string, escape: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character !== escape) part += character;
    else if (pattern.charAt(at + 1) === '"') {
      parts.push(part);
      part = '';
      at++;
    } else {
      part += character + pattern.charAt(at + 1);
      at++;
    }
  }
  return [...parts, part];
}

/** Where a node may end that begins at one of some indexes; ascending, as they are. */
function endsOf(node: SimilarNode, text: string, starts: readonly number[], effort: Effort): readonly number[] {
  effort.spend(1 + starts.length);
  switch (node.kind) {
    case 'character':
      return starts.filter((at) => at < text.length && node.test(text.charCodeAt(at))).map((at) => at + 1);
    case 'sequence':
      return node.parts.reduce((at, part) => (at.length === 0 ? at : endsOf(part, text, at, effort)), starts);
    case 'choice':
      return merged(node.parts.flatMap((part) => endsOf(part, text, starts, effort)));
    case 'repeat': {
      let at = starts;
      for (let count = 0; count < node.least; count++) at = endsOf(node.part, text, at, effort);
      const seen = new Set(at);
      for (let count = node.least; at.length > 0 && count < (node.most ?? Number.POSITIVE_INFINITY); count++) {
        at = endsOf(node.part, text, at, effort).filter((end) => !seen.has(end));
        for (const end of at) seen.add(end);
      }
      return merged([...seen]);
    }
  }
}

const merged = (indexes: readonly number[]): number[] => [...new Set(indexes)].sort((a, b) => a - b);
