import type { ScalarFunction } from '../function.js';
import { isText, textType } from '../operands.js';

/** UPPER, LOWER and INITCAP: texts of the same type. */
export const caseFunctions: readonly ScalarFunction[] = [
  ofText('UPPER', upper),
  ofText('LOWER', (text) => text.toLowerCase()),
  ofText('INITCAP', initcap),
];

function ofText(name: string, evaluate: (text: string) => string): ScalarFunction {
  return {
    name,
    signatures: [`${name}(<CHARACTER>)`],
    resolve(operands) {
      const [operand] = operands;
      if (operand === undefined || operands.length !== 1 || !isText(operand)) return undefined;
      const type = textType(operand);
      return { type, operandTypes: [type], evaluate };
    },
  };
}

/** Character by character, so that a text never outgrows its type as `ß` would. */
function upper(text: string): string {
  const all = text.toUpperCase();
  if (all.length === text.length) return all;
  return Array.from(text, (character) => {
    const one = character.toUpperCase();
    return one.length === character.length ? one : character;
  }).join('');
}

/** Words are what blanks separate. */
function initcap(text: string): string {
  return text.toLowerCase().replace(/(?<=^| )[^ ]/g, (letter) => upper(letter));
}
