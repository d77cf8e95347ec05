import type { AwsError } from '@paddock/wire';
import { functionNamed } from './functions.js';
import { tokenize, type Tokens } from './lexer.js';
import { invalidExpression, problems, type ExpressionKind } from './problems.js';
import { isReservedWord } from './reserved-words.js';
import type { CallSyntax, OperandSyntax, PathSyntax } from './syntax.js';

const LARGEST_EXPRESSION = 4096;
const MOST_OPERATORS = 300;
const LARGEST_INDEX = 2_147_483_647;
/** Whatever nests deeper repeats parentheses, has too many operators, or breaks the grammar; this keeps the stack short. */
const DEEPEST = 620;

/** What is wrong although the grammar is kept. AWS reports the first group that has anything, not what comes first in the text. */
type Fault = 'parentheses' | 'function' | 'use' | 'name' | 'section';

/** Reads an expression word by word: what all grammars share. Syntax errors are thrown at once, faults when all is read. */
export class Reader {
  readonly #kind: ExpressionKind;
  readonly #tokens: Tokens;
  #faults: Map<Fault, string> | undefined;
  /** The token that closes a group, by the token that opens it. */
  readonly #closedBy: number[] = [];
  #at = 0;
  #depth = 0;
  #operators = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind;
    if (text === '') throw this.invalid(problems.empty);
    if (text.length * 3 > LARGEST_EXPRESSION) {
      const bytes = Buffer.byteLength(text);
      if (bytes > LARGEST_EXPRESSION)
        throw this.invalid(problems.tooLong(kind === 'UpdateExpression' ? undefined : bytes));
    }
    this.#tokens = tokenize(text);
  }

  /** The kind of the next token. */
  get next(): string {
    return this.#tokens.kinds[this.#at] ?? 'end';
  }

  /** Takes the next token if it is of the kind. */
  takes(kind: string): boolean {
    if (this.#tokens.kinds[this.#at] !== kind) return false;
    this.#at++;
    return true;
  }

  /** Takes the next token, which has to be of the kind, and answers its text. */
  take(kind: string): string {
    if (this.#tokens.kinds[this.#at] !== kind) throw this.syntaxError();
    return this.#textOf(this.#at++);
  }

  operator(): void {
    this.#operators++;
  }

  fault(fault: Fault, problem: string): void {
    this.#faults ??= new Map();
    if (!this.#faults.has(fault)) this.#faults.set(fault, problem);
  }

  /** To be called when all is read: throws the fault of the first group that has one. */
  finish(order: readonly Fault[]): void {
    if (this.next !== 'end') throw this.syntaxError();
    if (this.#faults?.has('parentheses')) throw this.invalid(problems.redundantParentheses);
    if (this.#operators > MOST_OPERATORS) throw this.invalid(problems.tooManyOperators);
    if (this.#faults === undefined) return;
    for (const fault of order) {
      const problem = this.#faults.get(fault);
      if (problem !== undefined) throw this.invalid(problem);
    }
  }

  /** Reads what is inside a pair of parentheses that groups; a pair directly around another is a fault. */
  group<T>(read: () => T): T {
    const open = this.#at;
    this.take('(');
    const inside = this.#nested(read);
    this.take(')');
    const close = this.#at - 1;
    if (this.#closedBy[open + 1] === close - 1) this.fault('parentheses', problems.redundantParentheses);
    this.#closedBy[open] = close;
    return inside;
  }

  path(): PathSyntax {
    const steps: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.takes('.')) steps.push(this.#name());
      else if (this.takes('[')) steps.push(this.#index());
      else return { kind: 'path', steps, plain: !steps.some(isPlaceholder) };
    }
  }

  #name(): string {
    if (this.next === 'name') return this.take('name');
    const name = this.take('id');
    if (isReservedWord(name)) this.fault('name', problems.reserved(name));
    return name;
  }

  #index(): number {
    const index = this.take('index');
    if (Number(index) > LARGEST_INDEX) this.fault('name', problems.indexOutOfRange(index));
    this.take(']');
    return Number(index);
  }

  /** @param language whose functions are meant */
  operand(language: 'condition' | 'update'): OperandSyntax {
    switch (this.next) {
      case '(':
        return this.group(() => this.operand(language));
      case 'value':
        return { kind: 'value', name: this.take('value') };
      case 'id':
        return this.#tokens.kinds[this.#at + 1] === '(' ? this.#call(language) : this.path();
      default:
        return this.path();
    }
  }

  #call(language: 'condition' | 'update'): CallSyntax {
    const name = this.take('id');
    const rule = functionNamed(name);
    if (rule === undefined) this.fault('function', problems.unknownFunction(name));
    else if (rule.language !== language) {
      this.fault('use', language === 'update' ? problems.conditionFunction(name) : problems.updateFunction(name));
    }
    this.operator();
    this.take('(');
    const operands = this.#nested(() => this.list(() => this.#inner(language)));
    this.take(')');
    return { kind: 'call', name, operands };
  }

  /** Inside a call: of a condition's functions only size() has a value, and AWS does not nest list_append(). */
  #inner(language: 'condition' | 'update'): OperandSyntax {
    const operand = this.operand(language);
    if (operand.kind === 'call' && (language === 'update' ? operand.name === 'list_append' : operand.name !== 'size'))
      this.fault('use', problems.misusedFunction(operand.name));
    return operand;
  }

  /** One or more, with commas between them. */
  list<T>(read: () => T): T[] {
    const list = [read()];
    while (this.takes(',')) list.push(read());
    return list;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw this.#tooDeep();
    const inside = read();
    this.#depth--;
    return inside;
  }

  #tooDeep(): AwsError {
    const { kinds } = this.#tokens;
    const open = kinds.filter((kind) => kind === '(').length;
    if (open > kinds.filter((kind) => kind === ')').length) {
      this.#at = kinds.length - 1;
      return this.syntaxError();
    }
    const doubled = kinds.some((kind, at) => kind === '(' && kinds[at + 1] === '(');
    return this.invalid(doubled ? problems.redundantParentheses : problems.tooManyOperators);
  }

  /** About the next token, with the one before and the one after it. */
  syntaxError(): AwsError {
    const { text, kinds, starts, ends } = this.#tokens;
    const last = kinds.length - 1;
    const from = starts[Math.max(this.#at - 1, 0)];
    const to = ends[Math.min(this.#at + 1, last - 1)];
    const token = this.next === 'end' ? '<EOF>' : this.#textOf(this.#at);
    return this.invalid(problems.syntax(token, text.slice(from, to)));
  }

  invalid(problem: string): AwsError {
    return invalidExpression(this.#kind, problem);
  }

  #textOf(at: number): string {
    return this.#tokens.text.slice(this.#tokens.starts[at], this.#tokens.ends[at]);
  }
}

/** A bare name begins with a letter. */
export const isPlaceholder = (step: string | number): step is string =>
  typeof step === 'string' && step.startsWith('#');
