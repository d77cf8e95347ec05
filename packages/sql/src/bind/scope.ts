import { sqlErrorAt, type SqlError } from '../errors.js';
import type { Name } from '../syntax/ast.js';
import { TIMESTAMP } from '../types/sql-type.js';
import { spend } from './effort.js';
import type { Item, Scope, ScopeRelation } from './relation.js';
import type { Typed } from './typed.js';

/** What a name stands for: a value of the row, or a row within it. */
export type Found =
  | { readonly kind: 'value'; readonly typed: Typed; readonly bareRowtime?: true }
  | { readonly kind: 'row'; readonly item: Extract<Item, { kind: 'row' }> };

export const rowtimeName = 'ROWTIME';

export const nameText = (name: Name): string => name.parts.map(({ text }) => text).join('.');

/**
 * Looks a name up: `column`, `alias.column`, `alias.ROWTIME`, `record.member`, `alias.record.member`, `ROWTIME`.
 * @throws SqlError when nothing is found, or more than one
 */
export function lookUp(name: Name, scope: Scope): Found {
  const [first, second, third, ...more] = name.parts;
  if (more.length > 0) throw notFound(name);
  if (second === undefined) return bare(name, scope);
  const relation = scope.relations.find(({ alias }) => alias === first.text);
  if (relation === undefined) {
    const record = unqualified(first.text, scope).find(({ kind }) => kind === 'row');
    if (record?.kind === 'row' && third === undefined) return member(record, name, second.text, scope);
    if (scope.outer !== undefined) return lookUp(name, scope.outer);
    throw sqlErrorAt(first.at, `Table '${first.text}' not found`);
  }
  const items = named(relation, second.text);
  const [item] = items;
  if (item === undefined || items.length > 1) {
    if (item === undefined && second.text === rowtimeName && relation.rowtime !== undefined && third === undefined)
      return { kind: 'value', typed: { ...relation.rowtime } };
    if (item !== undefined) throw sqlErrorAt(second.at, `Column '${second.text}' is ambiguous`);
    throw sqlErrorAt(second.at, `Column '${second.text}' not found in table '${first.text}'`);
  }
  if (third === undefined) return found(item, scope);
  if (item.kind === 'row') return member(item, name, third.text, scope);
  throw sqlErrorAt(third.at, `Unknown field '${third.text}'`);
}

function bare(name: Name, scope: Scope): Found {
  const [{ text, at }] = name.parts;
  // ROWTIME alone is the row's to be, whatever columns are called.
  if (text === rowtimeName && scope.timed)
    return { kind: 'value', typed: { kind: 'rowtime', type: TIMESTAMP }, bareRowtime: true };
  const merged = scope.merged.find((column) => column.name === text);
  if (merged !== undefined) return { kind: 'value', typed: merged.typed };
  const items = unqualified(text, scope);
  const [item] = items;
  if (item === undefined && scope.outer !== undefined) return bare(name, scope.outer);
  if (item === undefined) throw notFound(name);
  if (items.length > 1) throw sqlErrorAt(at, `Column '${text}' is ambiguous`);
  return found(item, scope);
}

const unqualified = (text: string, { relations }: Scope): Item[] =>
  relations.flatMap((relation) => named(relation, text));

function named({ items }: ScopeRelation, text: string): Item[] {
  spend(items.length / itemsAtOnce);
  return items.filter(({ name }) => name === text);
}

/** So many names are compared in the time of one part of an expression. */
const itemsAtOnce = 50;

const found = (item: Item, scope: Scope): Found =>
  item.kind === 'row' ? { kind: 'row', item } : { kind: 'value', typed: columnOf(item.index, scope) };

function member(record: Extract<Item, { kind: 'row' }>, name: Name, text: string, scope: Scope): Found {
  const column = record.members.find((candidate) => candidate.name === text);
  if (column === undefined) throw sqlErrorAt(name.at, `Unknown field '${text}'`);
  return { kind: 'value', typed: columnOf(column.index, scope) };
}

export function columnOf(index: number, { fields }: Pick<Scope, 'fields'>): Typed {
  const field = fields[index];
  if (field === undefined) throw new RangeError(`The row has no value ${index}`);
  return { kind: 'column', index, type: field.type };
}

const notFound = (name: Name): SqlError => sqlErrorAt(name.at, `Column '${nameText(name)}' not found in any table`);
