import { AGGREGATES } from './aggregates.js';
import type { Command, Expression } from './ast.js';
import { parsedNames } from './parse-command.js';
import { MalformedQueryError } from './query.js';

/**
 * Behind `stats` there are no fields but its columns and what is made of them.
 * @throws MalformedQueryError for others
 */
export function checkSymbols(commands: readonly Command[]): void {
  let known: Set<string> | undefined;
  const unknown = new Set<string>();
  for (const command of commands) {
    if (known) for (const field of fieldsOf(command)) if (!isKnown(field, known)) unknown.add(field);
    if (command.kind === 'stats') {
      const groups = new Set(command.by.map(({ name }) => name));
      for (const { expression } of command.aggregates)
        for (const field of outerFields(expression)) if (!groups.has(field)) unknown.add(field);
      known = new Set([...groups, ...command.aggregates.map(({ name }) => name)]);
    } else for (const name of made(command)) known?.add(name);
  }
  if (unknown.size === 0) return;
  const message = `Unknown symbols found in or after stats: ${[...unknown].join(', ')}`;
  throw new MalformedQueryError(message, { start: 0, end: 0, message });
}

/** Members of structures are known by what holds them. */
const isKnown = (field: string, known: ReadonlySet<string>): boolean =>
  known.has(field) || [...field.matchAll(/\./g)].some(({ index }) => known.has(field.slice(0, index)));

function made(command: Command): readonly string[] {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return command.columns.map(({ name }) => name);
    case 'parse':
      return parsedNames(command);
    case 'unnest':
      return [command.into];
    default:
      return [];
  }
}

function fieldsOf(command: Command): string[] {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return command.columns.flatMap(({ expression }) => allFields(expression));
    case 'filter':
      return allFields(command.condition);
    case 'parse':
      return allFields(command.source);
    case 'stats':
      return [...command.aggregates, ...command.by].flatMap(({ expression }) => allFields(expression));
    case 'sort':
      return command.keys.map(({ field }) => field);
    case 'dedup':
      return [...command.fields];
    case 'unnest':
      return [command.field];
    default:
      return [];
  }
}

const allFields = (expression: Expression): string[] => fieldsIn(expression, () => true);

/** Those that stand outside of aggregates. */
const outerFields = (expression: Expression): string[] => fieldsIn(expression, (name) => !AGGREGATES.has(name));

function fieldsIn(expression: Expression, looksInto: (name: string) => boolean): string[] {
  const inner = (one: Expression): string[] => fieldsIn(one, looksInto);
  switch (expression.kind) {
    case 'field':
      return [expression.name];
    case 'list':
      return expression.items.flatMap(inner);
    case 'call':
      return looksInto(expression.name) ? expression.args.flatMap(inner) : [];
    case 'binary':
      return [...inner(expression.left), ...inner(expression.right)];
    case 'not':
    case 'minus':
      return inner(expression.operand);
    default:
      return [];
  }
}
