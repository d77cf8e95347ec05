import type { Binary, Expression } from './ast.js';
import { AGGREGATES } from './aggregates.js';
import { FUNCTIONS } from './functions.js';
import type { Lexer } from './lexer.js';
import { parsePeriod } from './period.js';
import { Regex, RegexError } from './regex/regex.js';

const DEEPEST = 100;

/** Reads expressions. What binds closest is read last. */
export class ExpressionParser {
  readonly #lexer: Lexer;
  #depth = 0;

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  read(): Expression {
    if (++this.#depth > DEEPEST) throw this.#lexer.unexpected();
    let left = this.#conjunction();
    while (this.#lexer.takeWord('or')) left = binary('or', left, this.#conjunction());
    this.#depth--;
    return left;
  }

  /** A regular expression, which stands next; undefined where none does. */
  regex(): Regex | undefined {
    const slash = this.#lexer.next;
    const found = this.#lexer.takeRegex();
    if (found === undefined) return undefined;
    try {
      return new Regex(found.source);
    } catch (error) {
      if (error instanceof RegexError) throw this.#lexer.unexpected(slash);
      throw error;
    }
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#lexer.takeWord('and')) left = binary('and', left, this.#negation());
    return left;
  }

  #negation(): Expression {
    if (!this.#lexer.takeWord('not')) return this.#comparison();
    if (++this.#depth > DEEPEST) throw this.#lexer.unexpected();
    const operand = this.#negation();
    this.#depth--;
    return { kind: 'not', operand };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const { kind, source } = this.#lexer.next;
    if (kind === 'symbol' && COMPARISONS.has(source)) {
      this.#lexer.take();
      return binary(source as Binary, left, this.#sum());
    }
    if (this.#lexer.takeSymbol('=~')) return binary('like', left, this.#pattern());
    const isNegated = this.#lexer.takeWord('not');
    if (this.#lexer.takeWord('like')) return binary(isNegated ? 'not like' : 'like', left, this.#pattern());
    if (this.#lexer.takeWord('in')) return binary(isNegated ? 'not in' : 'in', left, this.#sum());
    if (isNegated) throw this.#lexer.unexpected();
    return left;
  }

  #pattern(): Expression {
    const regex = this.regex();
    return regex ? { kind: 'regex', regex } : this.#sum();
  }

  #sum(): Expression {
    return this.#leftToRight(['+', '-'], () => this.#leftToRight(['*', '/', '%'], () => this.#power()));
  }

  #leftToRight(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (
      let { next } = this.#lexer;
      next.kind === 'symbol' && operators.includes(next.source);
      { next } = this.#lexer
    ) {
      this.#lexer.take();
      left = binary(next.source as Binary, left, operand());
    }
    return left;
  }

  #power(): Expression {
    const base = this.#sign();
    return this.#lexer.takeSymbol('^')
      ? binary(
          '^',
          base,
          this.#nested(() => this.#power()),
        )
      : base;
  }

  #sign(): Expression {
    if (!this.#lexer.takeSymbol('-')) return this.#operand();
    return { kind: 'minus', operand: this.#nested(() => this.#sign()) };
  }

  #nested(read: () => Expression): Expression {
    if (++this.#depth > DEEPEST) throw this.#lexer.unexpected();
    const expression = read();
    this.#depth--;
    return expression;
  }

  #operand(): Expression {
    const { next } = this.#lexer;
    switch (next.kind) {
      case 'number':
        this.#lexer.take();
        return { kind: 'literal', value: Number(next.text) };
      case 'string':
        this.#lexer.take();
        return { kind: 'literal', value: next.text };
      case 'duration': {
        const period = parsePeriod(next.text);
        if (period === undefined) throw this.#lexer.unexpected();
        this.#lexer.take();
        return { kind: 'period', period };
      }
      case 'name':
        return this.#named();
      default:
        return this.#symbol();
    }
  }

  #symbol(): Expression {
    const regex = this.regex();
    if (regex) return { kind: 'regex', regex };
    if (this.#lexer.takeSymbol('(')) {
      const inner = this.read();
      this.#lexer.expectSymbol(')');
      return inner;
    }
    if (this.#lexer.takeSymbol('[')) return { kind: 'list', items: this.#list(']') };
    throw this.#lexer.unexpected();
  }

  #named(): Expression {
    const name = this.#lexer.take();
    const isQuoted = name.source.startsWith('`');
    if (!isQuoted && this.#lexer.takeSymbol('(')) {
      const lower = name.text.toLowerCase();
      const arity = FUNCTIONS.get(lower) ?? AGGREGATES.get(lower);
      if (arity === undefined) throw this.#lexer.unexpected(name);
      const args = this.#list(')');
      if (args.length < arity.least || args.length > arity.most) throw this.#lexer.unexpected(name);
      return { kind: 'call', name: lower, args };
    }
    if (!isQuoted && /^(?:true|false)$/i.test(name.text))
      return { kind: 'literal', value: name.text.toLowerCase() === 'true' ? 1 : 0 };
    if (!isQuoted && RESERVED.has(name.text.toLowerCase())) throw this.#lexer.unexpected(name);
    let field = name.text;
    while (this.#lexer.takeSymbol('[')) {
      const index = this.#lexer.take();
      if (index.kind !== 'number' && index.kind !== 'string') throw this.#lexer.unexpected(index);
      field += `.${index.text}`;
      this.#lexer.expectSymbol(']');
    }
    return { kind: 'field', name: field };
  }

  #list(end: string): Expression[] {
    const items: Expression[] = [];
    if (this.#lexer.takeSymbol(end)) return items;
    do {
      items.push(this.#lexer.takeSymbol('*') ? { kind: 'everything' } : this.read());
    } while (this.#lexer.takeSymbol(','));
    this.#lexer.expectSymbol(end);
    return items;
  }
}

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);
const RESERVED = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by']);

const binary = (operator: Binary, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});
