import type { Program } from '@paddock/sql';
import type { Given } from './check.js';
import { functions, keywords, types } from './words.js';

export interface Completion {
  readonly caption: string;
  readonly value: string;
  readonly meta: string;
  readonly score: number;
}

/** What each kind is called beside its names. */
export type Kinds = Readonly<Record<'stream' | 'table' | 'column' | 'function' | 'keyword', string>>;

/** All that can be completed: what is the application's first, then the language's. @param program what compiled last; its streams are known by their columns */
export function completionsOf(code: string, given: Given, program: Program | undefined, kinds: Kinds): Completion[] {
  const found = new Map<string, Completion>();
  const add = (name: string, meta: string, score: number, value = quoted(name)): void => {
    const before = found.get(name);
    if (before === undefined || before.score < score) found.set(name, { caption: name, value, meta, score });
  };
  for (const word of [...keywords, ...types]) add(word, kinds.keyword, 100, word);
  for (const word of functions) add(word, kinds.function, 200, word);
  for (const stream of program?.streams ?? [])
    for (const { name } of stream.columns) add(name, `${kinds.column} · ${stream.name}`, 700);
  for (const { name: stream, columns } of given.sources)
    for (const { name, hidden } of columns) add(name, `${kinds.column} · ${stream}`, hidden === true ? 600 : 900);
  for (const { name: table, columns } of given.tables)
    for (const { name } of columns) add(name, `${kinds.column} · ${table}`, 800);
  for (const name of madeIn(code)) add(name, kinds.stream, 900);
  for (const { name, kind } of program?.streams ?? []) if (kind === 'created') add(name, kinds.stream, 900);
  for (const { name } of given.tables) add(name, kinds.table, 1000);
  for (const { name } of given.sources) add(name, kinds.stream, 1000);
  return [...found.values()];
}

/** Streams that a program makes, also where it does not compile yet. */
export function madeIn(code: string): string[] {
  const names = code.matchAll(/\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:STREAM|VIEW)\s+(?:"((?:[^"]|"")+)"|([A-Za-z]\w*))/gi);
  return [
    ...new Set([...names].map(([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? (bare ?? '').toUpperCase())),
  ];
}

/** A name as a program must write it: always in quotes, as the service's own programs do. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
