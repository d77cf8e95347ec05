/** An event of a log stream, as pages show it. */
export interface LogLine {
  readonly id: string;
  /** ms since the epoch. */
  readonly time: number;
  readonly message: string;
  readonly stream?: string;
  readonly group?: string;
}

/** A message that is one JSON document, over several lines; undefined for others. */
export function prettyJson(message: string): string | undefined {
  const text = message.trim();
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

/**
 * The texts that a filter pattern looks for, to be marked where they are found: `ERROR ?warn -debug "a b" %re%`, `{ $.level = "error" }`. Those that
 * must not be there are not among them, nor are regular expressions.
 */
export function termsOf(pattern: string): readonly string[] {
  const text = pattern.trim();
  if (/^[{[]/.test(text))
    return [...text.matchAll(/!?=\s*"([^"*]+)"|=\s*([\w.-]+)/g)].flatMap(([all, quoted, bare]) =>
      all.startsWith('!') ? [] : [quoted ?? bare ?? ''],
    );
  return [...text.matchAll(/(-?)\??(?:"((?:[^"\\]|\\.)*)"|%[^%]*%|([^\s"]+))/g)].flatMap(([, minus, quoted, bare]) => {
    const term = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare;
    return minus === '-' || term === undefined || term === '' ? [] : [term.replace(/^\?/, '')];
  });
}

/** A text in pieces; every second one is a term. */
export function marked(text: string, terms: readonly string[]): readonly string[] {
  const wanted = terms.filter((term) => term !== '').toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const form = new RegExp(
    `(${wanted.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')})`,
  );
  // A capturing group's matches stand between the pieces.
  return text.split(form);
}

/** Bad in its own words: a quote that is not closed, a brace. CloudWatch says the rest. */
export function isUnclosed(pattern: string): boolean {
  const text = pattern.trim();
  if (text.startsWith('{')) return !text.endsWith('}');
  if (text.startsWith('[')) return !text.endsWith(']');
  return (text.replaceAll(/\\./g, '').match(/"/g) ?? []).length % 2 === 1;
}

/** Lines with newer ones behind them, not more than so many: the oldest go. Lines that came before are left out. */
export function withNewer(
  lines: readonly LogLine[],
  newer: readonly LogLine[],
  most: number,
): { readonly lines: readonly LogLine[]; readonly dropped: number } {
  const all = [...lines, ...newer];
  const dropped = Math.max(0, all.length - most);
  return { lines: dropped === 0 ? all : all.slice(dropped), dropped };
}

/** What a log group's name may be; undefined when it may. */
export function groupNameFault(name: string): 'required' | 'form' | undefined {
  if (name === '') return 'required';
  return /^[.\-_/#A-Za-z0-9]{1,512}$/.test(name) ? undefined : 'form';
}

export const streamNameFault = (name: string): 'required' | 'form' | undefined =>
  name === '' ? 'required' : /^[^:*]{1,512}$/.test(name) ? undefined : 'form';

/** The days for which CloudWatch Logs can keep events. */
export const retentions: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
