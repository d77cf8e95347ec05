export type Encoding = 'br' | 'gzip';

/** Best first, with the ending of the file that the build wrote. */
const ENDINGS: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** The encodings that a client takes, best first. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
export function encodingsFor(header: string | string[] | undefined): readonly (readonly [Encoding, string])[] {
  if (header === undefined || header.length === 0) return [];
  const taken = new Map<string, boolean>();
  for (const part of String(header).toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    taken.set(name, !parameters.some((text) => /^q=0(?:\.0*)?$/.test(text)));
  }
  return ENDINGS.filter(([encoding]) => taken.get(encoding) ?? taken.get('*') ?? false);
}
