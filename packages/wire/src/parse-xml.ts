/** An element of a document: its local name, its own text, and the elements in it. Attributes and namespaces are passed over. */
export interface XmlElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** Deeper than any request of AWS's goes. */
const DEEPEST = 32;

/**
 * The root element of a document; undefined for what is no well-formed XML, or has a document type, which no request of AWS's has and which entities are
 * declared in. Time and memory are linear in the text.
 */
export function parseXml(text: string): XmlElement | undefined {
  const top: XmlElement = { name: '', text: '', children: [] };
  const open: XmlElement[] = [top];
  const names: string[] = [];
  TOKEN.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    const inner = open.at(-1);
    if (token === null || inner === undefined) return undefined;
    const [whole, content, cdata, closing, opening, selfClosing] = token;
    if (content !== undefined) {
      const decoded = decode(content);
      if (decoded === undefined) return undefined;
      inner.text += decoded;
    } else if (cdata !== undefined) inner.text += cdata;
    else if (closing !== undefined) {
      if (names.pop() !== closing) return undefined;
      open.pop();
    } else if (opening !== undefined) {
      const element = { name: opening.slice(opening.indexOf(':') + 1), text: '', children: [] };
      inner.children.push(element);
      if (selfClosing === '/') continue;
      if (open.push(element) > DEEPEST) return undefined;
      names.push(opening);
    } else if (whole.startsWith('<?xml') && token.index > 1) return undefined;
  }
  const [root] = top.children;
  return open.length === 1 && top.children.length === 1 && top.text.trim() === '' ? root : undefined;
}

/** Text; CDATA; the name of an end tag; the name of a start tag and its slash; a comment or an instruction. */
const TOKEN =
  /([^<]+)|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([A-Za-z_][\w.:-]*)\s*>|<([A-Za-z_][\w.:-]*)(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|<!--(?:(?!--)[\s\S])*-->|<\?[A-Za-z][\s\S]*?\?>/y;

function decode(text: string): string | undefined {
  if (!text.includes('&')) return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let isRight = true;
  const decoded = text.replace(/\r\n?/g, '\n').replace(/&([^;&]{0,12};)?/g, (_, reference: string | undefined) => {
    const character = reference === undefined ? undefined : characterOf(reference.slice(0, -1));
    isRight &&= character !== undefined;
    return character ?? '';
  });
  return isRight ? decoded : undefined;
}

function characterOf(reference: string): string | undefined {
  const named = NAMED.get(reference);
  if (named !== undefined) return named;
  const digits = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(reference);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
