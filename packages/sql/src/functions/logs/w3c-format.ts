const common = '%h %l %u %t "%r" %>s %b';

const predefined: ReadonlyMap<string, string> = new Map([
  ['COMMON', common],
  ['COMMON WITH VHOST', `%v ${common}`],
  ['NCSA EXTENDED', `${common} "%[Referer]i" "%[User-agent]i"`],
  ['REFERER', '%[Referer]i ---> %U'],
  ['AGENT', '%[User-agent]i'],
  // What the reference leaves out: the fields of IIS's own log format, which end in a comma.
  ['IIS', '%h, %u, %d, %t, %s, %v, %A, %T, %I, %O, %s, %e, %m, %U, %q,'],
]);

export interface LogFormat {
  /** Its groups are the columns. */
  readonly form: RegExp;
  readonly columns: number;
}

/** `%h`, `%>s`, `%!200,304[Referer]i`, `%{Referer}i`, `%%` */
const specifier = /%(?:%|[!<>\d,]*(?:\[[^\]]*\]|\{[^}]*\})?([A-Za-z]))/y;

/** The lines of a format; undefined for one without specifiers, or with some that there are not. */
export function parseFormat(format: string): LogFormat | undefined {
  const name = format.trim().toUpperCase();
  const isIis = name === 'IIS';
  // A quote may be written with a backslash before it.
  const text = (predefined.get(name) ?? format).replaceAll('\\"', '"');
  let source = '';
  let columns = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    specifier.lastIndex = at;
    const match = specifier.exec(text);
    if (match === null) {
      if (character === '%') return undefined;
      source += escaped(character);
      at++;
      continue;
    }
    const [all, letter] = match;
    const end = at + all.length;
    if (letter === undefined) source += '%';
    else {
      if (!isIis && !letters.has(letter)) return undefined;
      source += `(${isIis ? '[^,]*' : valueOf(letter, text.charAt(at - 1), text.charAt(end))})`;
      columns++;
    }
    at = end;
  }
  return columns === 0 ? undefined : { form: new RegExp(`^${source}$`, 's'), columns };
}

const letters = new Set('aABbCDefhHilmnoOIpPqrstTuUvVX');

/** What a specifier writes, by what stands around it. */
function valueOf(letter: string, before: string, after: string): string {
  // In quotes, a quote has a backslash before it.
  if (before === '"' && after === '"') return '(?:[^"\\\\]|\\\\.)*';
  if (before === '[' && after === ']') return '[^\\]]*';
  if (letter === 't') return '\\[[^\\]]*\\]|\\S+';
  if (letter === 'i' || letter === 'r' || after === '') return '.*?';
  return after === ' ' ? '[^ ]*' : '.*?';
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
