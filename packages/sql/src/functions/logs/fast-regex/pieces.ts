import { Effort } from '../../effort.js';
import { Languages } from './language.js';
import type { Language } from './language.js';
import type { Node } from './syntax.js';

export interface FastPattern {
  readonly groups: number;
  /** The groups' texts where the whole of a text is matched. @throws RowError where that takes too long */
  readonly match: (text: string) => readonly string[] | undefined;
}

/**
 * The pattern as a series of searches, one for each group and one for each part outside of groups, as
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-fast-regex-log-parser.html
 * has it: what is of fixed length at a part's beginning belongs to the search before it, each search takes as little as it can, and none is tried again.
 * The last one takes all that is left. What is outside of groups and may be empty (the rest of `_+`) takes as much as it can: the page's examples B and C show that.
 */
export function fastPattern(pattern: Node): FastPattern {
  const { pieces, groups } = divided(partsOf(pattern));
  const languages = new Languages();
  const searches = pieces.map(({ nodes, outside }, index): Search => {
    const language = languages.of({ kind: 'sequence', parts: nodes });
    const how = index === pieces.length - 1 ? 'all' : outside && language.hasEmpty ? 'most' : 'least';
    return (text, from, effort) => search(language, how, text, from, languages.none, effort);
  });
  return {
    groups: groups.length,
    match: (text) => {
      const effort = new Effort(text);
      const ends: number[] = [];
      let at = 0;
      for (const next of searches) {
        const end = next(text, at, effort);
        if (end === undefined) return undefined;
        ends.push(end);
        at = end;
      }
      const place = ({ piece, tail }: Mark): number => (ends[piece] ?? 0) - ((pieces[piece]?.tail ?? 0) - tail);
      return groups.map(([from, to]) => text.slice(place(from), place(to)));
    },
  };
}

type Search = (text: string, from: number, effort: Effort) => number | undefined;

/** Where what begins at an index ends: the least that is in the language, the most, or all of the text; undefined where it is not in it. */
function search(
  language: Language,
  how: 'least' | 'most' | 'all',
  text: string,
  from: number,
  none: Language,
  effort: Effort,
): number | undefined {
  let now = language;
  let found: number | undefined;
  for (let at = from; ; at++) {
    if (now.hasEmpty && (how !== 'all' || at === text.length)) {
      found = at;
      if (how === 'least') return found;
    }
    if (at === text.length) return found;
    // The same whether this way is known already or not: what a row costs must not depend on the rows before it.
    effort.spend(now.cost / costPerStep);
    now = now.after(text.charCodeAt(at));
    if (now === none) return found;
  }
}

/** So much is worked out in the time of a step. */
const costPerStep = 32;

interface Part {
  readonly node: Node;
  readonly isGroup: boolean;
}

/** Groups, and what stands between them. */
function partsOf(pattern: Node): readonly Part[] {
  const nodes = pattern.kind === 'sequence' ? pattern.parts : [pattern];
  const parts: Part[] = [];
  let between: Node[] = [];
  const flush = (): void => {
    if (between.length > 0) parts.push({ node: { kind: 'sequence', parts: between }, isGroup: false });
    between = [];
  };
  for (const node of nodes) {
    if (node.kind === 'group') {
      flush();
      parts.push({ node: node.part, isGroup: true });
    } else between.push(node);
  }
  flush();
  return parts;
}

interface Piece {
  nodes: Node[];
  readonly outside: boolean;
  /** How much of its end is of fixed length. */
  tail: number;
}

/** A place within a piece's fixed end. */
interface Mark {
  readonly piece: number;
  readonly tail: number;
}

function divided(parts: readonly Part[]): { pieces: readonly Piece[]; groups: readonly (readonly [Mark, Mark])[] } {
  let last: Piece = { nodes: [], outside: true, tail: 0 };
  const pieces = [last];
  const groups: (readonly [Mark, Mark])[] = [];
  const mark = (): Mark => ({ piece: pieces.length - 1, tail: last.tail });
  for (const { node, isGroup } of parts) {
    const from = mark();
    const { fixed, length, rest } = split(node);
    last.nodes.push(...fixed);
    last.tail += length;
    if (rest.length > 0) {
      last = { nodes: rest, outside: !isGroup, tail: 0 };
      pieces.push(last);
    }
    if (isGroup) groups.push([from, mark()]);
  }
  return { pieces, groups };
}

/** What is of fixed length at the beginning, and the rest: of `_+` one `_`, and `_*`. */
function split(node: Node): { fixed: Node[]; length: number; rest: Node[] } {
  const nodes = flat(node);
  const fixed: Node[] = [];
  let length = 0;
  for (const [index, each] of nodes.entries()) {
    const own = lengthOf(each);
    if (own !== undefined) {
      fixed.push(each);
      length += own;
      continue;
    }
    const rest = nodes.slice(index);
    if (each.kind !== 'repeat' || each.least === 0) return { fixed, length, rest };
    const { part, least, most } = each;
    const once = lengthOf(part);
    if (once === undefined) return { fixed, length, rest };
    fixed.push({ kind: 'repeat', part, least, most: least });
    return {
      fixed,
      length: length + once * least,
      rest: [{ kind: 'repeat', part, least: 0, most: most - least }, ...rest.slice(1)],
    };
  }
  return { fixed, length, rest: [] };
}

const flat = (node: Node): readonly Node[] => (node.kind === 'sequence' ? node.parts.flatMap(flat) : [node]);

/** Undefined where texts of different lengths match. */
function lengthOf(node: Node): number | undefined {
  switch (node.kind) {
    case 'characters':
      return 1;
    case 'group':
      return lengthOf(node.part);
    case 'sequence':
      return node.parts.reduce<number | undefined>((sum, part) => {
        const length = lengthOf(part);
        return sum === undefined || length === undefined ? undefined : sum + length;
      }, 0);
    case 'repeat': {
      const length = lengthOf(node.part);
      return node.least === node.most && length !== undefined ? length * node.least : undefined;
    }
    case 'union':
    case 'intersection': {
      const lengths = new Set(node.parts.map(lengthOf));
      const [length] = lengths;
      return lengths.size === 1 ? length : undefined;
    }
  }
}
