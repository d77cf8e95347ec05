import { INTEGER, isCharacter, varchar } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { constantText, isText, isWhole, lengthOf, textType } from '../operands.js';
import { javaPattern } from '../regex/java-pattern.js';
import { remembering } from '../remembering.js';
import { negativeLength } from '../row-errors.js';
import { similarPart } from './similar-part.js';

/** SUBSTRING by numbers, by a regular expression of Java's (`FROM 'L[A-Z]*'`), and by one of SQL's in three parts (`SIMILAR … ESCAPE …`). */
export const substring: ScalarFunction = {
  name: 'SUBSTRING',
  signatures: [
    'SUBSTRING(<CHARACTER> FROM <INTEGER>)',
    'SUBSTRING(<CHARACTER> FROM <INTEGER> FOR <INTEGER>)',
    'SUBSTRING(<CHARACTER> FROM <CHARACTER>)',
    'SUBSTRING(<CHARACTER> SIMILAR <CHARACTER> ESCAPE <CHARACTER>)',
  ],
  resolve(operands) {
    const [text, second, third, word] = operands;
    if (text === undefined || second === undefined || !isText(text) || operands.length > 4) return undefined;
    const call = { type: varchar(Math.max(1, lengthOf(text))) };
    if (constantText(word) === 'REGEX' && third !== undefined)
      return isText(second) && isText(third) ? { ...call, ...bySimilar([text, second, third]) } : undefined;
    if (word !== undefined) return undefined;
    if (isCharacter(second.type)) return third === undefined ? { ...call, ...byRegex(text, second) } : undefined;
    return isWhole(second) && (third === undefined || isWhole(third))
      ? { ...call, ...byNumbers(text, second, third) }
      : undefined;
  },
};

type Form = Pick<ResolvedCall, 'operandTypes' | 'evaluate' | 'monotonic'>;

/** What lies before the text shortens the length. Past the text's end there is nothing: `''`, as the reference has it for FROM, though for commas it once says NULL. */
function byNumbers(text: Operand, start: Operand, length: Operand | undefined): Form {
  // Beginnings of texts that rise never fall.
  const monotonic = typeof start.constant === 'number' && start.constant <= 1;
  return {
    operandTypes: [textType(text), INTEGER, ...(length === undefined ? [] : [INTEGER])],
    ...(monotonic ? { monotonic } : {}),
    evaluate: (value: string, from: number, count?: number) => {
      const first = Math.max(0, from - 1);
      if (count === undefined) return value.slice(first);
      if (count < 0) throw negativeLength();
      return value.slice(first, Math.max(0, from - 1 + count));
    },
  };
}

/** The first match; NULL without one. */
function byRegex(text: Operand, pattern: Operand): Form {
  const patterns = remembering(javaPattern);
  return {
    operandTypes: [textType(text), textType(pattern)],
    evaluate: (value: string, regex: string) => patterns(regex).find(value, 0)?.groups[0] ?? null,
  };
}

function bySimilar(operands: readonly Operand[]): Form {
  return {
    operandTypes: operands.map(textType),
    evaluate: (value: string, pattern: string, escape: string) => similarPart(pattern, escape)(value),
  };
}
