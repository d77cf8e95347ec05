import { BOOLEAN } from '../../types/sql-type.js';
import type { SqlType, Value } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { and, not, or } from './three-valued.js';
import type { Truth } from './three-valued.js';

/** Three-valued logic. What executes a program need not call AND and OR: it may leave operands uncomputed. */
export const logic: readonly ScalarFunction[] = [
  {
    name: 'AND',
    signatures: ['<BOOLEAN> AND <BOOLEAN>'],
    resolve: (operands) => truths(operands, operands.length >= 2, (...values: readonly Truth[]) => values.reduce(and)),
  },
  {
    name: 'OR',
    signatures: ['<BOOLEAN> OR <BOOLEAN>'],
    resolve: (operands) => truths(operands, operands.length >= 2, (...values: readonly Truth[]) => values.reduce(or)),
  },
  { name: 'NOT', signatures: ['NOT<BOOLEAN>'], resolve: (operands) => truths(operands, operands.length === 1, not) },
  assertion('TRUE', (value) => value === true),
  assertion('NOT TRUE', (value) => value !== true),
  assertion('FALSE', (value) => value === false),
  assertion('NOT FALSE', (value) => value !== false),
  assertion('UNKNOWN', (value) => value === null),
  assertion('NOT UNKNOWN', (value) => value !== null),
  {
    name: 'IS NULL',
    signatures: ['<ANY> IS NULL'],
    resolve: (operands) => ofAny(operands, (value: Value) => value === null),
  },
  {
    name: 'IS NOT NULL',
    signatures: ['<ANY> IS NOT NULL'],
    resolve: (operands) => ofAny(operands, (value: Value) => value !== null),
  },
];

function assertion(what: string, evaluate: (value: Truth) => boolean): ScalarFunction {
  return {
    name: `IS ${what}`,
    signatures: [`<BOOLEAN> IS ${what}`],
    resolve: (operands) => truths(operands, operands.length === 1, evaluate),
  };
}

const isTruth = ({ type }: Operand): boolean => type.kind === 'BOOLEAN' || type.kind === 'NULL';

function truths(
  operands: readonly Operand[],
  counted: boolean,
  evaluate: ResolvedCall['evaluate'],
): ResolvedCall | undefined {
  if (!counted || !operands.every(isTruth)) return undefined;
  const operandTypes: readonly SqlType[] = operands.map(({ type }) => type);
  return { type: BOOLEAN, operandTypes, evaluate, takesNull: true };
}

function ofAny(operands: readonly Operand[], evaluate: (value: Value) => boolean): ResolvedCall | undefined {
  const [operand] = operands;
  if (operand === undefined || operands.length !== 1) return undefined;
  return { type: BOOLEAN, operandTypes: [operand.type], evaluate, takesNull: true };
}
