/** Of each thing that is named, so many characters are kept. */
const longest = 100;

/**
 * What a request asks for that names no operation, in a line for whoever reads the log: `Action GetFoo, Version 2010-05-08`. Whoever sends
 * requests writes into it, so it is short, and printable ASCII.
 * @param named what the request names, by what; what is empty or undefined is left out
 */
export const askedFor = (named: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(named)
    .flatMap(([by, text]) => (text ? [printable(`${by} ${text}`)] : []))
    .join(', ');

function printable(text: string): string {
  const shown = text.slice(0, longest).replace(/[^ -~]/g, '?');
  // Copied, for a slice would hold on to the whole text, which may be a body of megabytes.
  const copy = Buffer.from(shown, 'latin1').toString('latin1');
  return text.length > longest ? `${copy}...` : copy;
}
