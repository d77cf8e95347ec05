export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space';
  readonly text: string;
}

const part = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]|\s+/gy;

/** Levels that are indented: thousands of them would be more spaces than anything can show. */
const mostIndented = 50;

/** Valid JSON, indented by two spaces, in pieces to colour. Numbers stay as they are written, however many digits they have. */
export function prettyTokens(json: string): readonly JsonToken[] {
  const marks: string[] = [];
  for (const [piece] of json.matchAll(part)) if (piece.trim() !== '') marks.push(piece);
  const tokens: JsonToken[] = [];
  let depth = 0;
  const line = (): void => void tokens.push({ kind: 'space', text: `\n${'  '.repeat(Math.min(depth, mostIndented))}` });
  marks.forEach((text, index) => {
    const next = marks[index + 1];
    const before = marks[index - 1];
    if (text === '{' || text === '[') {
      tokens.push({ kind: 'mark', text });
      if (next === '}' || next === ']') return;
      depth++;
      line();
    } else if (text === '}' || text === ']') {
      if (before !== '{' && before !== '[') {
        depth--;
        line();
      }
      tokens.push({ kind: 'mark', text });
    } else if (text === ',') {
      tokens.push({ kind: 'mark', text });
      line();
    } else if (text === ':') tokens.push({ kind: 'mark', text: ': ' });
    else if (text.startsWith('"')) tokens.push({ kind: next === ':' ? 'key' : 'string', text });
    else tokens.push({ kind: /^[-\d]/.test(text) ? 'number' : 'word', text });
  });
  return tokens;
}

export const prettyJson = (json: string): string =>
  prettyTokens(json)
    .map(({ text }) => text)
    .join('');
