/** Makes a document of the beginning of an XML text: what the cut goes through is left out, and what is open is closed. Undefined for a text that is none. */
export function xmlOfPrefix(text: string): string | undefined {
  const open: string[] = [];
  let end = 0;
  let closing = '';
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag !== null; tag = TAG.exec(text)) {
    const [, slash, name = '', selfClosing] = tag;
    if (slash === '/') {
      if (open.pop() !== name) return undefined;
    } else if (selfClosing !== '/') {
      // It may hold a text whose end is missing: only a tag that follows shows that it does not.
      open.push(name);
      continue;
    }
    end = TAG.lastIndex;
    closing = open
      .toReversed()
      .map((element) => `</${element}>`)
      .join('');
  }
  return end === 0 ? undefined : text.slice(0, end) + closing;
}

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)(?:\s[^<>]*?)?(\/?)>/g;
