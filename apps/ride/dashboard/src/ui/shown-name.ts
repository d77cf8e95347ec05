/** A name as a person sees it: one of blanks and unseen characters only is written out, `"\u200b"`. */
export const shownName = (name: string): string =>
  /^[\p{C}\p{Z}]*$/u.test(name)
    ? `"${Array.from(name, (character) => (character === ' ' ? ' ' : escaped(character))).join('')}"`
    : name;

const escaped = (character: string): string => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
