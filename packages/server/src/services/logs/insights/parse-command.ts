import type { ParseCommand } from './ast.js';
import { compileExpression, type Context } from './evaluate.js';
import type { Row } from './row.js';
import { Structure, textOf } from './values.js';

/** The fields that a `parse` command makes. */
export const parsedNames = ({ how }: ParseCommand): string[] =>
  how.kind === 'glob' ? [...how.names] : how.kind === 'regex' ? how.names.map(([name]) => name) : [how.name];

/** Compiles a `parse` command into what sets its fields. A row that does not fit gets none. */
export function compileParse({ source, how }: ParseCommand): (row: Row, context: Context) => void {
  const evaluate = compileExpression(source);
  const parse = parser(how);
  return (row, context) => {
    const text = textOf(evaluate(row, context));
    if (text !== undefined) parse(text, row);
  };
}

function parser(how: ParseCommand['how']): (text: string, row: Row) => void {
  switch (how.kind) {
    case 'regex':
      return (text, row) => {
        const match = how.regex.exec(text);
        if (match) for (const [name, group] of how.names) row.set(name, match.groups[group]);
      };
    case 'logfmt':
      return (text, row) => row.set(how.name, new Structure(logfmt(text)));
    case 'glob': {
      const parts = how.pattern.split('*');
      return (text, row) => {
        const values = captures(text, parts);
        if (values) for (const [i, name] of how.names.entries()) row.set(name, values[i]);
      };
    }
  }
}

/** What stands between the parts of a glob, each of them where it comes first; an asterisk at the end takes the rest. */
function captures(text: string, parts: readonly string[]): string[] | undefined {
  const [first = '', ...rest] = parts;
  let at = text.indexOf(first);
  if (at < 0) return undefined;
  at += first.length;
  const values: string[] = [];
  for (const [i, part] of rest.entries()) {
    const end = part === '' && i === rest.length - 1 ? text.length : text.indexOf(part, at);
    if (end < 0) return undefined;
    values.push(text.slice(at, end));
    at = end + part.length;
  }
  return values;
}

const PAIR = /([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|(\S*)))?/g;

/** `key=value key="a value" flag` */
function logfmt(text: string): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [, key = '', quoted, bare] of text.matchAll(PAIR))
    fields.set(key, quoted === undefined ? (bare ?? true) : quoted.replaceAll(/\\(.)/gs, '$1'));
  return Object.fromEntries(fields);
}
