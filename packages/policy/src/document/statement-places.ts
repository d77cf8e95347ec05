import { itemsOf } from './elements.js';
import { readJson, type JsonNode } from './json.js';

/** Where a statement stands in its document's text, as AWS's policy simulator tells it. */
export interface StatementPlace {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Both counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * The places of a document's statements, in their order. They are where AWS's parser stands: a statement starts after what was read
 * before it, which is the bracket of the list, the statement before, or the statement's own brace when there is no list; it ends after
 * its brace.
 * @returns none for a text that is no policy
 */
export function statementPlaces(text: string): readonly StatementPlace[] {
  const root = readJson(text);
  const list = root?.kind === 'object' ? root.members.find(({ key }) => key === 'Statement')?.value : undefined;
  if (list === undefined) return [];
  const positionOf = positionsIn(text);
  let from = list.from + 1;
  return itemsOf(list).map((statement: JsonNode) => {
    const place = { start: positionOf(from), end: positionOf(statement.to) };
    from = statement.to;
    return place;
  });
}

/** @returns a reader of positions, to be asked for offsets that grow */
function positionsIn(text: string): (offset: number) => TextPosition {
  let line = 1;
  let lineStart = 0;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x0a && (code !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue;
      line++;
      lineStart = at + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
