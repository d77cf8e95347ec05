import type { SqlType, Value } from '../types/sql-type.js';

/** A value as text, as a cast to VARCHAR writes it: equal values have equal texts. */
export function itemText(value: Exclude<Value, null>, type: SqlType): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
      return type.kind === 'DECIMAL' ? decimalText(value, type.scale) : value.toString();
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'number':
      return numberText(value, type);
    default:
      return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function numberText(value: number, type: SqlType): string {
  switch (type.kind) {
    case 'TIMESTAMP':
      return (
        isoText(value)
          ?.replace('T', ' ')
          .replace(/\.000$/, '') ?? String(value)
      );
    case 'DATE':
      return isoText(value)?.slice(0, 10) ?? String(value);
    case 'TIME':
      return isoText(value)?.slice(11, 19) ?? String(value);
    default:
      return String(value + 0);
  }
}

/** Undefined beyond the years that a date can say. */
function isoText(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, -1);
}

/** 64 bits in two words that differ for nearly all texts that differ. */
export function hashOf(text: string): readonly [number, number] {
  let first = 0x2545f491;
  let second = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x85ebca6b);
    first = (first << 13) | (first >>> 19);
    second = Math.imul(second ^ unit, 0xc2b2ae35);
    second = (second << 17) | (second >>> 15);
  }
  first = mixed(first ^ text.length);
  second = mixed(second ^ Math.imul(first, 0x9e3779b1));
  return [mixed(first + second) >>> 0, second >>> 0];
}

/** The finalizer of MurmurHash3: every bit of the word changes about half of the result's. */
function mixed(word: number): number {
  let bits = word;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
