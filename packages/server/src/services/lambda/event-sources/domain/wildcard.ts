/**
 * Compiles a text in which `*` stands for any characters, none included; `\*` is an asterisk and `\\` a backslash. Undefined where the text is no such
 * pattern: two asterisks in a row, or a backslash before anything else. Each of its parts is looked for once: time is linear in the value's length.
 */
export function compileWildcard(pattern: string): ((value: string) => boolean) | undefined {
  const parts = [''];
  for (let at = 0; at < pattern.length; at++) {
    let unit = pattern[at];
    if (unit === '*') {
      if (pattern[at + 1] === '*') return undefined;
      parts.push('');
      continue;
    }
    if (unit === '\\') {
      unit = pattern[++at];
      if (unit !== '*' && unit !== '\\') return undefined;
    }
    parts[parts.length - 1] += unit ?? '';
  }
  const head = parts.shift() ?? '';
  const tail = parts.pop();
  if (tail === undefined) return (value) => value === head;
  return (value) => {
    if (value.length < head.length + tail.length || !value.startsWith(head) || !value.endsWith(tail)) return false;
    const end = value.length - tail.length;
    let at = head.length;
    for (const part of parts) {
      const found = value.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}
