/**
 * A record as people read it: JSON indented by two spaces, anything else as it is. Numbers, the order of members and
 * repeated members stay as they were sent, which parsing and printing again would not promise.
 */
export function prettyRecord(data: Uint8Array): string {
  const text = Buffer.from(data).toString('utf8').trimEnd();
  return isJson(text) ? indent(text) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

function indent(json: string): string {
  let depth = 0;
  let out = '';
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (const [token] of json.matchAll(TOKEN)) {
    const opened = /[{[]$/.test(out);
    if (token === '}' || token === ']') {
      depth -= 1;
      out += opened ? token : line() + token;
      continue;
    }
    if (opened) out += line();
    if (token === '{' || token === '[') depth += 1;
    out += token === ',' ? `,${line()}` : token === ':' ? ': ' : token;
  }
  return out;
}

/** For a terminal: control characters that could move its cursor or worse become visible; newline and tab stay. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
