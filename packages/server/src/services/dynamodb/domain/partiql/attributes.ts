import type { Condition, Operand } from '../expressions/ast.js';

/** The attributes that a condition looks at, in the order in which it does. */
export function attributesOf(condition: Condition, found: Set<string> = new Set()): Set<string> {
  const see = (...operands: readonly Operand[]): Set<string> => {
    for (const operand of operands) {
      let of = operand;
      while (of.kind === 'size') of = of.of;
      if (of.kind === 'path') found.add(String(of.path[0]));
    }
    return found;
  };
  switch (condition.kind) {
    case 'and':
    case 'or':
      attributesOf(condition.left, found);
      return attributesOf(condition.right, found);
    case 'not':
      return attributesOf(condition.condition, found);
    case 'compare':
      return see(condition.left, condition.right);
    case 'between':
      return see(condition.operand, condition.low, condition.high);
    case 'in':
      return see(condition.operand, ...condition.options);
    case 'exists':
    case 'not-exists':
      return see({ kind: 'path', path: condition.path });
    case 'type':
      return see(condition.operand);
    case 'begins-with':
      return see(condition.operand, condition.prefix);
    case 'contains':
      return see(condition.operand, condition.member);
  }
}
