import { INTEGER, longestVarchar, varchar } from '../../types/sql-type.js';
import { cut } from '../../values/strings.js';
import type { ScalarFunction } from '../function.js';
import { Effort } from '../effort.js';
import { isText, isWhole } from '../operands.js';
import { javaPattern } from '../regex/java-pattern.js';
import type { Found, JavaPattern } from '../regex/java-pattern.js';
import { remembering } from '../remembering.js';
import { invalidReplacement, outOfRange } from '../row-errors.js';

const text = varchar(longestVarchar);

/**
 * REGEX_REPLACE(original, regex, replacement, startPosition, occurrence): what Java's replaceAll does, from a position on, of all matches (0) or the one that is said.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-regex-replace.html
 */
export const regexReplace: ScalarFunction = {
  name: 'REGEX_REPLACE',
  signatures: ['REGEX_REPLACE(<CHARACTER>, <CHARACTER>, <CHARACTER>, <INTEGER>, <INTEGER>)'],
  resolve(operands) {
    if (operands.length !== 5 || !operands.slice(0, 3).every(isText) || !operands.slice(3).every(isWhole))
      return undefined;
    const patterns = remembering(javaPattern);
    return {
      type: text,
      operandTypes: [text, text, text, INTEGER, INTEGER],
      evaluate: (original: string, regex: string, replacement: string, start: number, occurrence: number) => {
        if (start < 1) throw outOfRange('start position');
        if (occurrence < 0) throw outOfRange('occurrence');
        const pattern = patterns(regex);
        if (start > original.length) return original;
        return cut(replaced(original, pattern, replacement, start - 1, occurrence), longestVarchar);
      },
    };
  },
};

function replaced(
  original: string,
  pattern: JavaPattern,
  replacement: string,
  from: number,
  occurrence: number,
): string {
  const effort = new Effort(original);
  let result = '';
  let kept = 0;
  let at = from;
  // What is beyond the longest is cut off: it need not be made.
  for (let count = 1; at <= original.length && result.length <= longestVarchar; count++) {
    const found = pattern.find(original, at, effort);
    if (found === undefined) break;
    if (occurrence === 0 || count === occurrence) {
      effort.spend(replacement.length);
      result += original.slice(kept, found.start) + expanded(replacement, found, pattern);
      kept = found.end;
      if (count === occurrence) break;
    }
    at = found.end > found.start ? found.end : found.end + 1;
  }
  return result + original.slice(kept);
}

/** `$1`, `${name}` and `\$`, as Java has them. */
function expanded(replacement: string, { groups }: Found, pattern: JavaPattern): string {
  if (!/[\\$]/.test(replacement)) return replacement;
  const bad = (): Error => invalidReplacement(replacement);
  return replacement.replace(/\\([\s\S]?)|\$(?:\{([A-Za-z][A-Za-z0-9]*)\}|(\d+))?/g, (_all, escaped, name, digits) => {
    if (typeof escaped === 'string') {
      if (escaped === '') throw bad();
      return escaped;
    }
    if (typeof name === 'string') {
      const named = pattern.names.get(name);
      if (named === undefined) throw bad();
      return groups[named] ?? '';
    }
    if (typeof digits !== 'string') throw bad();
    // As many digits as there are groups for, one at least.
    let length = 1;
    let number = Number(digits.charAt(0));
    while (length < digits.length && number * 10 + Number(digits.charAt(length)) <= pattern.groups)
      number = number * 10 + Number(digits.charAt(length++));
    if (number > pattern.groups) throw bad();
    return (groups[number] ?? '') + digits.slice(length);
  });
}
