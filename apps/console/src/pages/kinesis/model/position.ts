/** Where in a stream one begins to read. */
export type Position =
  | { readonly from: 'latest' }
  | { readonly from: 'horizon' }
  /** @param at ms since the epoch */
  | { readonly from: 'time'; readonly at: number }
  | { readonly from: 'at' | 'after'; readonly sequence: string };

export const isSequenceNumber = (text: string): boolean => /^(0|[1-9]\d{0,128})$/.test(text);

/** From a page's address; undefined for what is none. */
export function readPosition(parameters: URLSearchParams): Position | undefined {
  const from = parameters.get('from');
  if (from === 'latest' || from === 'horizon') return { from };
  if (from === 'time') {
    const at = Date.parse(parameters.get('time') ?? '');
    return Number.isNaN(at) ? undefined : { from, at };
  }
  const sequence = parameters.get('sequence') ?? '';
  return (from === 'at' || from === 'after') && isSequenceNumber(sequence) ? { from, sequence } : undefined;
}

/** For a page's address: what is null is left out of it. */
export const positionParameters = (position: Position) => ({
  from: position.from,
  time: position.from === 'time' ? new Date(position.at).toISOString() : null,
  sequence: position.from === 'at' || position.from === 'after' ? position.sequence : null,
});
