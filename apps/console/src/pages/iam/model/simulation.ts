import { statementPlaces, type TextPosition } from '@paddock/policy';
import { conditionKeyType } from '@paddock/policy/reference';

/** Which statement of a text begins there; undefined for none. */
export function statementAt(text: string, start: Partial<TextPosition> | undefined): number | undefined {
  const index = statementPlaces(text).findIndex(
    (place) => place.start.line === start?.line && place.start.column === start?.column,
  );
  return index < 0 ? undefined : index;
}

/** The lines of a text, each with whether it is part of one of these statements. */
export function markedLines(
  text: string,
  statements: ReadonlySet<number>,
): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const places = statementPlaces(text).filter((_, index) => statements.has(index));
  return text.split('\n').map((line, index) => {
    const number = index + 1;
    // A statement starts where the one before ended: that line has nothing of it when it is all that is left there.
    const isIn = places.some(({ start, end }) => {
      const isRest = number === start.line && /^[\s,[]*$/.test(line.slice(start.column - 1));
      return number >= start.line && number <= end.line && !isRest;
    });
    return { text: line, isMarked: isIn };
  });
}

/** The type that IAM's simulator wants for a key's values; a list where several were given. */
export function contextType(
  key: string,
  values: readonly string[],
): 'string' | 'stringList' | 'numeric' | 'boolean' | 'ip' | 'date' {
  switch (conditionKeyType(key)) {
    case 'ArrayOfString':
    case 'ArrayOfARN':
      return 'stringList';
    case 'Bool':
      return 'boolean';
    case 'Numeric':
      return 'numeric';
    case 'Date':
      return 'date';
    case 'IPAddress':
      return 'ip';
    default:
      return values.length > 1 ? 'stringList' : 'string';
  }
}

/** The lines of a field that are not empty. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
