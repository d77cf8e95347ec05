/** Whether a character, by its code point, is of a set. */
export type CharacterTest = (code: number) => boolean;

/** What a pattern says. */
export type Node =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly part: Node;
      readonly least: number;
      /** Infinity where there is no bound. */
      readonly most: number;
      readonly mode: RepeatMode;
    }
  | { readonly kind: 'group'; readonly number: number; readonly part: Node }
  /** Gives nothing back. */
  | { readonly kind: 'atomic'; readonly part: Node }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negated: boolean; readonly part: Node }
  | { readonly kind: 'reference'; readonly number: number; readonly ignoreCase: boolean }
  | { readonly kind: 'assertion'; readonly holds: Assertion };

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** Whether something is so between two characters of a text. */
export type Assertion = (text: string, at: number) => boolean;

/** The most characters that a node matches, in UTF-16 code units; Infinity where there is no bound. */
export function longestOf(node: Node): number {
  switch (node.kind) {
    case 'character':
      return 2;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + longestOf(part), 0);
    case 'choice':
      return node.parts.reduce((most, part) => Math.max(most, longestOf(part)), 0);
    case 'repeat':
      return node.most === 0 ? 0 : longestOf(node.part) * node.most;
    case 'group':
    case 'atomic':
      return longestOf(node.part);
    case 'reference':
      return Infinity;
    case 'look':
    case 'assertion':
      return 0;
  }
}
