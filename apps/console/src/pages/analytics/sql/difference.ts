export interface DifferenceLine {
  readonly is: 'same' | 'theirs' | 'mine';
  readonly text: string;
}

/** Lines that one of two texts has and the other has not, in their order. */
export function differenceOf(theirs: string, mine: string): DifferenceLine[] {
  const a = theirs.split('\n');
  const b = mine.split('\n');
  // A table of what is common behind each pair of places; programs are some hundred lines.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (row === undefined) continue;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: DifferenceLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ is: 'same', text: a[i] ?? '' });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ is: 'theirs', text: a[i++] ?? '' });
    } else lines.push({ is: 'mine', text: b[j++] ?? '' });
  }
  return lines;
}
