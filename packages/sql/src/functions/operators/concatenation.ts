import { isBinary, isCharacter, longestVarchar } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';

/** Of strings, or of bytes: as long as both together, of fixed length where both are. What is beyond the longest is cut. */
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
  if (isBinary(a)) return { type, operandTypes: [a, b], evaluate: joinedBytes(length) };
  const joined = (x: string, y: string): string => x + y;
  const cut = (x: string, y: string): string => (x + y).slice(0, length);
  return { type, operandTypes: [a, b], evaluate: both > length ? cut : joined };
}

function kindOf(a: SqlType, b: SqlType): 'CHAR' | 'VARCHAR' | 'BINARY' | 'VARBINARY' {
  if (isBinary(a)) return a.kind === 'BINARY' && b.kind === 'BINARY' ? 'BINARY' : 'VARBINARY';
  return a.kind === 'CHAR' && b.kind === 'CHAR' ? 'CHAR' : 'VARCHAR';
}

function joinedBytes(length: number): (a: Uint8Array, b: Uint8Array) => Uint8Array {
  return (a, b) => {
    const bytes = new Uint8Array(Math.min(length, a.length + b.length));
    bytes.set(a.subarray(0, bytes.length));
    bytes.set(b.subarray(0, bytes.length - a.length), a.length);
    return bytes;
  };
}
