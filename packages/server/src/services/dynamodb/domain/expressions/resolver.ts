import { typeOf, type AttributeType, type AttributeValue } from '../attribute-value.js';
import type { Operand, Path } from './ast.js';
import { functionNamed } from './functions.js';
import type { Placeholders } from './placeholders.js';
import { invalidExpression, problems, type ExpressionKind } from './problems.js';
import { isPlaceholder } from './reader.js';
import type { CallSyntax, OperandSyntax, PathSyntax } from './syntax.js';

const DEEPEST_PATH = 32;

/** Puts names and values in the place of placeholders, and checks what only then can be checked. */
export class Resolver {
  readonly #kind: ExpressionKind;
  readonly #placeholders: Placeholders;

  constructor(kind: ExpressionKind, placeholders: Placeholders) {
    this.#kind = kind;
    this.#placeholders = placeholders;
  }

  path(syntax: PathSyntax): Path {
    if (syntax.steps.length > DEEPEST_PATH) this.refuse(problems.tooDeep(syntax.steps.length));
    if (syntax.plain) return syntax.steps;
    return syntax.steps.map((step) => (isPlaceholder(step) ? this.#name(step) : step));
  }

  #name(placeholder: string): string {
    return this.#placeholders.name(placeholder) ?? this.refuse(problems.undefinedName(placeholder));
  }

  value(placeholder: string): AttributeValue {
    return this.#placeholders.value(placeholder) ?? this.refuse(problems.undefinedValue(placeholder));
  }

  /** An operand of a condition. Of calls, only size() is one; how many operands it has is checked by {@link checkCounts}. */
  operand(syntax: OperandSyntax): Operand {
    switch (syntax.kind) {
      case 'path':
        return { kind: 'path', path: this.path(syntax) };
      case 'value':
        return { kind: 'value', value: this.value(syntax.name) };
      case 'call': {
        const [of] = syntax.operands.map((operand) => this.operand(operand));
        return of === undefined ? this.refuse(problems.operandCount(syntax.name, 0)) : { kind: 'size', of };
      }
    }
  }

  /** Whether the calls among the operands, and in them, have as many operands as they take. */
  checkCounts(operands: readonly OperandSyntax[]): void {
    for (const operand of operands) {
      if (operand.kind !== 'call') continue;
      this.checkCounts(operand.operands);
      this.checkCount(operand);
    }
  }

  checkCount(call: CallSyntax): void {
    if (call.operands.length !== functionNamed(call.name)?.operands)
      this.refuse(problems.operandCount(call.name, call.operands.length));
  }

  /** Whether size() is asked of something that can have one. */
  checkSizes(operand: Operand): void {
    if (operand.kind !== 'size') return;
    this.checkSizes(operand.of);
    const type = staticType(operand.of);
    if (type === 'N' || type === 'BOOL' || type === 'NULL') this.refuse(problems.operandType('size', type));
  }

  refuse(problem: string): never {
    throw invalidExpression(this.#kind, problem);
  }
}

/** The type that an operand has whatever the item is; a path has none. */
export function staticType(operand: Operand): AttributeType | undefined {
  if (operand.kind === 'path') return undefined;
  return operand.kind === 'size' ? 'N' : typeOf(operand.value);
}
