/** Whether there is a text that both patterns match: `*` stands for any text, `?` for one character, and case matters. */
export function canMeet(a: string, b: string): boolean {
  const [left, right] = [a.replaceAll(/\*+/g, '*'), b.replaceAll(/\*+/g, '*')];
  // Row by row: whether what is left of both from here on can meet.
  let below = rowAtEnd(right);
  for (let i = left.length - 1; i >= 0; i--) {
    const row: boolean[] = [];
    row[right.length] = left[i] === '*' && below[right.length] === true;
    for (let j = right.length - 1; j >= 0; j--) row[j] = meets(left[i] ?? '', right[j] ?? '', j, row, below);
    below = row;
  }
  return below[0] === true;
}

function meets(x: string, y: string, j: number, row: readonly boolean[], below: readonly boolean[]): boolean {
  if (x === '*') return below[j] === true || row[j + 1] === true;
  if (y === '*') return row[j + 1] === true || below[j] === true;
  return (x === y || x === '?' || y === '?') && below[j + 1] === true;
}

function rowAtEnd(right: string): boolean[] {
  const row: boolean[] = [];
  row[right.length] = true;
  for (let j = right.length - 1; j >= 0; j--) row[j] = right[j] === '*' && row[j + 1] === true;
  return row;
}

/** Whether one pattern matches all that another does. Where it is not certain it says no. */
export function includes(pattern: string, other: string): boolean {
  // What a `?` stands for, a `*` of the other does not.
  if (pattern.includes('?') && /[*?]/.test(other)) return false;
  const parts = pattern.split('*');
  const [first = '', ...middle] = parts;
  const last = middle.pop();
  if (last === undefined) return other.length === pattern.length && isSame(other, pattern);
  if (other.length < first.length + last.length) return false;
  if (!isSame(other, first) || !isSame(other.slice(other.length - last.length), last)) return false;
  let at = first.length;
  const end = other.length - last.length;
  for (const part of middle) {
    const found = indexOf(other, part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function indexOf(text: string, part: string, from: number): number {
  for (let at = from; at + part.length <= text.length; at++) if (isSame(text.slice(at), part)) return at;
  return -1;
}

function isSame(text: string, part: string): boolean {
  for (let at = 0; at < part.length; at++) if (part[at] !== '?' && part[at] !== text[at]) return false;
  return true;
}
