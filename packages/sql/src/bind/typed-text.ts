import { typeText, type SqlType, type Value } from '../types/sql-type.js';
import { spend } from './effort.js';
import type { Typed } from './typed.js';

const infix =
  /^(?:[-+*/=]|<|>|<>|<=|>=|\|\||LIKE|NOT LIKE|SIMILAR TO|NOT SIMILAR TO|IS DISTINCT FROM|IS NOT DISTINCT FROM)$/u;

/** An expression as text: equal texts are equal expressions. `$3` is the row's fourth value. */
export function typedText(typed: Typed): string {
  spend(1);
  switch (typed.kind) {
    case 'column':
      return `$${typed.index}`;
    case 'rowtime':
      return 'ROWTIME';
    case 'now':
      return 'NOW';
    case 'constant':
      return constantText(typed.value, typed.type);
    case 'call': {
      const operands = typed.operands.map(typedText);
      const [first = '', second] = operands;
      if (infix.test(typed.name) && second !== undefined && operands.length === 2)
        return `(${first} ${typed.name} ${second})`;
      if (typed.name.startsWith('IS ') && operands.length === 1) return `(${first} ${typed.name})`;
      return `${typed.name}(${operands.join(', ')})`;
    }
    case 'cast':
      return `${typed.mode === 'explicit' ? 'CAST' : 'ASSIGN'}(${typedText(typed.operand)} AS ${typeText(typed.type)})`;
    case 'and':
      return `(${typed.operands.map(typedText).join(' AND ')})`;
    case 'or':
      return `(${typed.operands.map(typedText).join(' OR ')})`;
    case 'case':
      return `CASE ${typed.whens.map(({ when, then }) => `WHEN ${typedText(when)} THEN ${typedText(then)} `).join('')}ELSE ${typedText(typed.otherwise)} END`;
    case 'in':
      return `(${typedText(typed.operand)} ${typed.not ? 'NOT IN' : 'IN'} (${typed.values.map((value) => constantText(value, typed.operand.type)).join(', ')}))`;
  }
}

export function constantText(value: Value, type: SqlType): string {
  if (value === null) return type.kind === 'NULL' ? 'NULL' : `NULL:${typeText(type)}`;
  if (typeof value === 'string') {
    const text = `'${value.replaceAll("'", "''")}'`;
    return type.kind === 'CHAR' && type.length === value.length ? text : `${text}:${typeText(type)}`;
  }
  if (value instanceof Uint8Array)
    return `X'${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}':${typeText(type)}`;
  if (type.kind === 'DECIMAL' && type.scale > 0) {
    const digits = String(value)
      .replace('-', '')
      .padStart(type.scale + 1, '0');
    const sign = String(value).startsWith('-') ? '-' : '';
    return `${sign}${digits.slice(0, -type.scale)}.${digits.slice(-type.scale)}:${typeText(type)}`;
  }
  if (type.kind === 'INTEGER' || type.kind === 'BOOLEAN') return String(value);
  return `${String(value)}:${typeText(type)}`;
}
