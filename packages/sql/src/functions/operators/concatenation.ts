import { isBinary, isCharacter, longestVarchar } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { stringTruncation } from '../../values/row-errors.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';

/** Of strings, or of bytes: as long as both together, of fixed length where both are. What is beyond the longest is an error of the row. */
export const concatenation: ScalarFunction = {
  name: '||',
  signatures: ['<STRING> || <STRING>'],
  resolve: (operands) => (operands.length === 2 ? resolve(operands) : undefined),
};

function resolve([left, right]: readonly Operand[]): ResolvedCall | undefined {
  if (left === undefined || right === undefined) return undefined;
  const a = left.type.kind === 'NULL' ? right.type : left.type;
  const b = right.type.kind === 'NULL' ? left.type : right.type;
  if (!('length' in a) || !('length' in b) || isCharacter(a) !== isCharacter(b)) return undefined;
  const both = a.length + b.length;
  const length = Math.min(longestVarchar, both);
  const type: SqlType = { kind: kindOf(a, b), length };
  return { type, operandTypes: [a, b], evaluate: isBinary(a) ? joinBytes : both > length ? joinWithin(length) : join };
}

const join = (a: string, b: string): string => a + b;

function joinWithin(length: number): (a: string, b: string) => string {
  return (a, b) => {
    const text = a + b;
    if (text.length > length) throw stringTruncation(text);
    return text;
  };
}

function kindOf(a: SqlType, b: SqlType): 'CHAR' | 'VARCHAR' | 'BINARY' | 'VARBINARY' {
  if (isBinary(a)) return a.kind === 'BINARY' && b.kind === 'BINARY' ? 'BINARY' : 'VARBINARY';
  return a.kind === 'CHAR' && b.kind === 'CHAR' ? 'CHAR' : 'VARCHAR';
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length + b.length > longestVarchar) throw stringTruncation(`${a.length + b.length} bytes`);
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
