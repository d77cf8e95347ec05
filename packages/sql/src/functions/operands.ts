import { isCharacter, isInteger, isNumeric, varchar } from '../types/sql-type.js';
import type { SqlType } from '../types/sql-type.js';
import type { Operand } from './function.js';

/** A bare NULL is an operand of every type. */
export const isText = ({ type }: Operand): boolean => isCharacter(type) || type.kind === 'NULL';
export const isWhole = ({ type }: Operand): boolean =>
  isInteger(type) || (type.kind === 'DECIMAL' && type.scale === 0) || type.kind === 'NULL';
export const isNumber = ({ type }: Operand): boolean => isNumeric(type) || type.kind === 'NULL';
export const isOf =
  (kind: SqlType['kind']) =>
  ({ type }: Operand): boolean =>
    type.kind === kind || type.kind === 'NULL';

/** Of a text operand; a bare NULL's is empty. */
export const lengthOf = ({ type }: Operand): number => ('length' in type ? type.length : 0);

/** The type of an operand that has one: what a bare NULL stands for is up to the function. */
export const typeOr = ({ type }: Operand, otherwise: SqlType): SqlType => (type.kind === 'NULL' ? otherwise : type);

/** Texts that are taken as they are. */
export const textType = (operand: Operand): SqlType => typeOr(operand, varchar(1));

/** The text of a constant: a word of the call's syntax, a pattern. */
export const constantText = (operand: Operand | undefined): string | undefined =>
  typeof operand?.constant === 'string' ? operand.constant : undefined;
