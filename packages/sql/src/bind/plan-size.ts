import { inputsOf } from './plan-inputs.js';
import type { Plan } from './plan.js';
import { sizeOf } from './typed-tree.js';
import type { Typed } from './typed.js';

/** How many parts a plan has when it is written out: what it takes to run it. */
export function sizeOfPlan(plan: Plan): number {
  let size = 0;
  const open: Plan[] = [plan];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    size += 1 + next.columns.length;
    if (next.kind === 'values') size += next.rows.length * next.columns.length;
    for (const expression of expressionsOf(next)) size += sizeOf(expression);
    open.push(...inputsOf(next));
  }
  return size;
}

function expressionsOf(plan: Plan): readonly Typed[] {
  switch (plan.kind) {
    case 'stream':
    case 'values':
    case 'union':
    case 'table-function':
      return [];
    case 'filter':
      return [plan.condition];
    case 'project':
      return plan.rowtime === undefined ? plan.expressions : [...plan.expressions, plan.rowtime];
    case 'aggregate':
      return [
        ...plan.windows.map(({ expression }) => expression),
        ...plan.keys,
        ...plan.calls.flatMap(({ operands }) => operands),
      ];
    case 'stagger':
      return [...plan.keys, ...plan.calls.flatMap(({ operands }) => operands)];
    case 'analytic':
      return plan.windows.flatMap(({ partition, order, calls }) => [
        ...partition,
        ...(order === undefined ? [] : [order]),
        ...calls.flatMap(({ operands }) => operands),
      ]);
    case 'join':
    case 'reference-join': {
      const equal = plan.equal.flatMap((each) => Object.values(each) as Typed[]);
      return plan.condition === undefined ? equal : [...equal, plan.condition];
    }
    case 'sort':
      return [...plan.windows, ...plan.keys].map(({ expression }) => expression);
  }
}
