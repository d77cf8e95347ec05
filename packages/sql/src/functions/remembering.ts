/** Computes once what stays the same from row to row, as from a pattern that is a constant. What throws is computed each time. */
export function remembering<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: compute(text) };
    return last.value;
  };
}
