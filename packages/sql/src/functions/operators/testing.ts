import type { TypedValue } from '../../types/literals.js';
import { cast, outcome, valueOf } from '../../values/testing.js';
import type { Operand, ScalarFunction } from '../function.js';
import { operators } from './index.js';

/** The operator of a name. */
export function operator(name: string): ScalarFunction {
  const found = operators.find((candidate) => candidate.name === name);
  if (found === undefined) throw new TypeError(`no operator ${name}`);
  return found;
}

/** What a function makes of values written as SQL writes them: its type and value, the SQLSTATE of an error, or `unresolved`. */
export function computed(target: ScalarFunction, ...texts: readonly string[]): string {
  const values = texts.map(valueOf);
  const operands: readonly Operand[] = values.map(({ type, value }) => ({ type, constant: value }));
  const call = target.resolve(operands);
  if (call === undefined) return 'unresolved';
  return outcome((): TypedValue => {
    const converted = values.map(({ type, value }, index) => {
      const to = call.operandTypes[index];
      return to === undefined || value === null ? value : cast(type, to, value);
    });
    if (call.takesNull !== true && converted.includes(null)) return { type: call.type, value: null };
    return { type: call.type, value: call.evaluate(...(converted as never[])) };
  });
}
