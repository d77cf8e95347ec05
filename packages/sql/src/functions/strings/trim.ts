import { char, varchar } from '../../types/sql-type.js';
import type { Operand, ScalarFunction } from '../function.js';
import { constantText, isText, lengthOf, textType } from '../operands.js';
import { trimCharacter } from '../row-errors.js';

const sides: ReadonlySet<string | undefined> = new Set(['LEADING', 'TRAILING', 'BOTH']);

/** TRIM([side] [character FROM] text): one operand, or the character before it; the side behind them. BOTH blanks where it is not said. */
export const trim: ScalarFunction = {
  name: 'TRIM',
  signatures: ['TRIM([BOTH|LEADING|TRAILING] <CHARACTER> FROM <CHARACTER>)', 'TRIM(<CHARACTER>)'],
  resolve(operands) {
    const { texts, side } = withoutSide(operands);
    const [first, second, ...more] = texts;
    if (first === undefined || more.length > 0 || !texts.every(isText)) return undefined;
    const leading = side !== 'TRAILING';
    const trailing = side !== 'LEADING';
    const text = second ?? first;
    const type = varchar(Math.max(1, lengthOf(text)));
    if (second === undefined)
      return {
        type,
        operandTypes: [textType(text)],
        evaluate: (value: string) => trimmed(value, ' ', leading, trailing),
      };
    return {
      type,
      operandTypes: [first.type.kind === 'NULL' ? char(1) : first.type, textType(text)],
      evaluate: (character: string, value: string) => {
        if (character.length !== 1) throw trimCharacter();
        return trimmed(value, character, leading, trailing);
      },
    };
  },
};

/** `TRIM('x' FROM s)` has no side; a last operand that is one is the word, as texts there are two at most. */
function withoutSide(operands: readonly Operand[]): { readonly texts: readonly Operand[]; readonly side: string } {
  const last = constantText(operands.at(-1));
  if (last === undefined || operands.length < 2 || !sides.has(last)) return { texts: operands, side: 'BOTH' };
  return { texts: operands.slice(0, -1), side: last };
}

function trimmed(text: string, character: string, leading: boolean, trailing: boolean): string {
  let start = 0;
  let end = text.length;
  if (leading) while (start < end && text.charAt(start) === character) start++;
  if (trailing) while (end > start && text.charAt(end - 1) === character) end--;
  return text.slice(start, end);
}
