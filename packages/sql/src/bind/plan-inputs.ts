import type { Plan } from './plan.js';

/** The plans from which a plan's rows come. */
export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'stream':
    case 'values':
      return [];
    case 'join':
      return [plan.left, plan.right];
    case 'union':
      return plan.inputs;
    default:
      return [plan.input];
  }
}

/** The in-application streams that a plan reads. */
export function streamsOf(plan: Plan): ReadonlySet<string> {
  const streams = new Set<string>();
  const open: Plan[] = [plan];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'stream') streams.add(next.stream);
    open.push(...inputsOf(next));
  }
  return streams;
}
