import { RowError } from '../errors.js';
import type { Operand } from '../functions/function.js';
import { type SqlType, type Value, isCharacter, sameType } from '../types/sql-type.js';
import { castFunction } from '../values/cast.js';
import type { Typed } from './typed.js';

/** What a function may know of an operand before there are rows. */
export const operandOf = (typed: Typed): Operand =>
  typed.kind === 'constant' ? { type: typed.type, constant: typed.value } : { type: typed.type };

export const constant = (value: Value, type: SqlType): Typed => ({ kind: 'constant', value, type });

/** A call, computed at once where its operands are constants and it does not fail: rows fail, not the program. */
export function folded(typed: Typed): Typed {
  if (typed.kind !== 'call') return typed;
  const values: Value[] = [];
  for (const operand of typed.operands) {
    if (operand.kind !== 'constant') return typed;
    values.push(operand.value);
  }
  if (typed.call.takesNull !== true && values.includes(null)) return constant(null, typed.type);
  // Words of a call stand behind what it is evaluated with.
  const passed = values.slice(0, typed.call.operandTypes.length);
  return attempted(typed, () => typed.call.evaluate(...(passed as never[])));
}

/** An operand in another type. Types must be castable: it is the caller who says what may be cast. */
export function converted(operand: Typed, type: SqlType, mode: 'explicit' | 'assignment' = 'explicit'): Typed {
  if (sameType(operand.type, type) || isWithin(operand.type, type)) return operand;
  const cast: Typed = { kind: 'cast', operand, type, mode };
  if (operand.kind !== 'constant') return cast;
  const { value } = operand;
  if (value === null) return constant(null, type);
  const convert = castFunction(operand.type, type, mode);
  return convert === undefined ? cast : attempted(cast, () => convert(value as never));
}

/** CAST: the type is the one that was asked for, even where the value stays as it is. */
export function castTo(operand: Typed, type: SqlType): Typed {
  const typed = converted(operand, type);
  if (sameType(typed.type, type)) return typed;
  return typed.kind === 'constant' ? { ...typed, type } : { kind: 'cast', operand, type, mode: 'explicit' };
}

/** Whether the value stays as it is: a shorter text in a longer VARCHAR. */
const isWithin = (from: SqlType, to: SqlType): boolean =>
  to.kind === 'VARCHAR' && isCharacter(from) && 'length' in from && from.length <= to.length;

function attempted(typed: Typed, evaluate: () => Value): Typed {
  try {
    return constant(evaluate(), typed.type);
  } catch (error) {
    if (error instanceof RowError) return typed;
    throw error;
  }
}
