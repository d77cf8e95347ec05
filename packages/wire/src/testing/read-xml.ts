/** An element: either it holds elements or it holds text. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: string;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** A reader of what XML our answers use, and strict in that. For tests. @throws Error on anything that is not well-formed */
export function readXml(text: string): XmlNode {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) throw new Error(`a character that XML does not have at ${forbidden.index}`);
  let at = 0;
  const root = readElement();
  if (text.slice(at).trim() !== '') throw new Error('more than one element');
  return root;

  function readElement(): XmlNode {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) throw new Error(`no tag at ${at}: ${text.slice(at, at + 40)}`);
    at = TAG.lastIndex;
    const [, name = '', attributes = '', slash] = tag;
    if (slash === '/') return { name, attributes, children: [], text: '' };
    const children: XmlNode[] = [];
    let content = '';
    for (;;) {
      const next = text.indexOf('<', at);
      if (next < 0) throw new Error(`<${name}> has no end`);
      content += text.slice(at, next);
      at = next;
      if (text.startsWith('</', at)) break;
      children.push(readElement());
    }
    if (!text.startsWith(`</${name}>`, at)) throw new Error(`<${name}> ends as ${text.slice(at, at + 40)}`);
    at += name.length + 3;
    if (children.length > 0 && content.trim() !== '') throw new Error(`<${name}> mixes text and elements`);
    return { name, attributes, children, text: children.length > 0 ? '' : unescaped(content) };
  }
}

const TAG = /<([A-Za-z_][\w.-]*)((?: [\w:]+="[^"<]*")*)(\/?)>/y;
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Line ends are normalised first, as parsers do: a carriage return survives only as a reference. */
function unescaped(content: string): string {
  return content.replace(/\r\n?/g, '\n').replace(/&(#x[0-9A-Fa-f]+|\w+)?;?/g, (reference, name: string | undefined) => {
    if (name === undefined || !reference.endsWith(';')) throw new Error(`a bare ampersand: ${reference}`);
    const character = name.startsWith('#x')
      ? String.fromCodePoint(Number.parseInt(name.slice(2), 16))
      : ENTITIES.get(name);
    if (character === undefined) throw new Error(`an unknown entity: ${reference}`);
    return character;
  });
}
