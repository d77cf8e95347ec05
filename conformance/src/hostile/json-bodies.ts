/** Values that no member expects, as JSON text. */
export const odd: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  zero: '0',
  negative: '-1',
  fraction: '1.5',
  'beyond 31 bits': '2147483648',
  'beyond 64 bits': '1e300',
  'beyond numbers': '1e999',
  'minus zero': '-0.0',
  NaN: '"NaN"',
  'an empty string': '""',
  'a control character': '"a\\u0000\\u001f"',
  'half a pair': '"\\ud800"',
  'a long string': `"${'x'.repeat(100_000)}"`,
  'many digits': `"${'9'.repeat(100_000)}"`,
  'an empty list': '[]',
  'a list of null': '[null]',
  'a list of lists': '[[["a"]]]',
  'many items': `[${'0,'.repeat(20_000)}0]`,
  'deep lists': '['.repeat(150) + ']'.repeat(150),
  'too deep lists': '['.repeat(100_000) + ']'.repeat(100_000),
  'an empty structure': '{}',
  'deep structures': '{"a":'.repeat(2000) + '1' + '}'.repeat(2000),
  'a prototype': '{"__proto__":{"StreamName":"x","Type":"x","a":"b"},"constructor":{"prototype":{}},"toString":1}',
  'the same key twice': '{"a":"b","a":1}',
};

/** The input with each of its values, at every depth, replaced by each odd one; and whole bodies that are odd. */
export function* bodies(input: object): Generator<readonly [string, string]> {
  for (const [name, value] of Object.entries(odd)) {
    yield [name, value];
    for (const [path, text] of replaced(input, value)) yield [`${path}: ${name}`, text];
  }
  const text = JSON.stringify(input);
  yield ['nothing', ''];
  yield ['half', text.slice(0, text.length / 2)];
  yield ['twice', text + text];
  yield ['with a byte order mark', `\ufeff${text}`];
}

function* replaced(input: unknown, value: string): Generator<readonly [string, string]> {
  if (typeof input !== 'object' || input === null) return;
  const isList = Array.isArray(input);
  const entries = Object.entries(input);
  for (const [at, [key, item]] of entries.entries()) {
    const put = (text: string): string => {
      const parts = entries.map(([other, kept], index) => {
        const member = index === at ? text : JSON.stringify(kept);
        return isList ? member : `${JSON.stringify(other)}:${member}`;
      });
      return isList ? `[${parts.join()}]` : `{${parts.join()}}`;
    };
    yield [key, put(value)];
    for (const [path, text] of replaced(item, value)) yield [`${key}.${path}`, put(text)];
  }
}
