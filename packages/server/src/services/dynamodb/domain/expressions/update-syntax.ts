import { problems } from './problems.js';
import { Reader } from './reader.js';
import { SyntaxCache } from './syntax-cache.js';
import type { ActionSyntax, ArithmeticSyntax, OperandSyntax } from './syntax.js';

const cache = new SyntaxCache<readonly ActionSyntax[]>();

/** The grammar of updates. Throws what AWS says of syntax, parentheses, reserved words, functions and sections. */
export function readUpdate(text: string): readonly ActionSyntax[] {
  return cache.get(text, () => {
    const reader = new Reader('UpdateExpression', text);
    const actions: ActionSyntax[] = [];
    const sections = new Set<string>();
    do {
      const section = readSection(reader);
      if (sections.has(section)) reader.fault('section', problems.sectionTwice(section));
      sections.add(section);
      actions.push(...reader.list(() => readAction(reader, section)));
    } while (reader.next !== 'end');
    reader.finish(['name', 'function', 'use', 'section']);
    return actions;
  });
}

function readSection(reader: Reader): ActionSyntax['section'] {
  const section = reader.next;
  if (section !== 'SET' && section !== 'REMOVE' && section !== 'ADD' && section !== 'DELETE')
    throw reader.syntaxError();
  reader.take(section);
  return section;
}

function readAction(reader: Reader, section: ActionSyntax['section']): ActionSyntax {
  const path = reader.path();
  switch (section) {
    case 'SET':
      reader.take('=');
      return { section, path, value: readValue(reader) };
    case 'REMOVE':
      return { section, path };
    default:
      return { section, path, value: { kind: 'value', name: reader.take('value') } };
  }
}

/** An operand, or one sum or difference of two, which may be in parentheses. */
function readValue(reader: Reader): OperandSyntax | ArithmeticSyntax {
  const left = reader.next === '(' ? reader.group(() => readValue(reader)) : reader.operand('update');
  if (left.kind === 'arithmetic') return left;
  const operator = reader.next;
  if (operator !== '+' && operator !== '-') return left;
  reader.take(operator);
  reader.operator();
  return { kind: 'arithmetic', operator, left, right: reader.operand('update') };
}
