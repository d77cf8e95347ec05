import type { Plan } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import type { Value } from '../types/sql-type.js';
import { AggregateOperator } from './aggregate.js';
import { AnalyticOperator } from './analytic.js';
import { FilterProject, Retime } from './filter-project.js';
import type { Graph } from './graph.js';
import { JoinOperator } from './join.js';
import { Merge } from './merge.js';
import type { Receiver, Scope, Stateful } from './operator.js';
import { ReferenceJoinOperator, type ReferenceTables } from './reference-join.js';
import { SortOperator } from './sort.js';
import { SortWithinOperator } from './sort-within.js';
import { StaggerOperator } from './stagger.js';
import { TableFunctionOperator } from './table-function.js';

/** What a pump's operators are attached to. */
export interface Site {
  readonly scope: Scope;
  readonly graph: Graph;
  readonly tables: ReferenceTables;
  readonly reads: (stream: string, reader: Receiver) => void;
  /** Rows that come when the pump starts. */
  readonly begins: (rows: readonly (readonly Value[])[], reader: Receiver) => void;
  /** @param clocked whether the engine's time moves it on */
  readonly remembers: (part: Stateful, clocked: boolean) => void;
}

/** Makes a plan's operators, from the last to the first, and attaches the first ones to what they read. `out` takes the plan's rows. */
export function build(plan: Plan, out: Receiver, site: Site): void {
  const clocked = plan.kind !== 'stream' && plan.kind !== 'values' && isClocked(plan, site);
  const scope: Scope = clocked ? site.scope : { ...site.scope, wake: () => {} };
  const remembered = <T extends Stateful>(part: T): T => {
    site.remembers(part, clocked);
    return part;
  };
  switch (plan.kind) {
    case 'stream':
      return site.reads(plan.stream, out);
    case 'values':
      return site.begins(plan.rows, out);
    case 'filter': {
      const { conditions, input } = conditionsOf(plan);
      return build(input, new FilterProject(conditions, undefined, scope, out), site);
    }
    case 'project': {
      const { expressions, rowtime } = plan;
      if (rowtime) return build(plan.input, remembered(new Retime(expressions, rowtime, scope, out)), site);
      const { conditions, input } = conditionsOf(plan.input);
      const kept = input.columns.length === expressions.length && expressions.every(isColumn);
      if (kept && conditions.length === 0) return build(input, out, site);
      return build(input, new FilterProject(conditions, kept ? undefined : expressions, scope, out), site);
    }
    case 'aggregate':
      return build(plan.input, remembered(new AggregateOperator(plan, scope, out)), site);
    case 'stagger':
      return build(plan.input, remembered(new StaggerOperator(plan, scope, out)), site);
    case 'analytic':
      return build(plan.input, remembered(new AnalyticOperator(plan, scope, out)), site);
    case 'reference-join':
      return build(plan.input, new ReferenceJoinOperator(plan, site.tables, scope, out), site);
    case 'sort': {
      const sort =
        plan.within === undefined
          ? new SortOperator(plan, scope, out)
          : new SortWithinOperator(plan, plan.within, scope, out);
      return build(plan.input, remembered<Receiver & Stateful>(sort), site);
    }
    case 'table-function':
      return build(plan.input, remembered(new TableFunctionOperator(plan, scope, out)), site);
    case 'join': {
      const together = [plan.left, plan.right].every((input) => site.graph.paceOf(input) === 'clock');
      const join = remembered(new JoinOperator(plan, together, scope, out));
      build(plan.left, join.left, site);
      return build(plan.right, join.right, site);
    }
    case 'union': {
      const merge = remembered(new Merge(plan.inputs.map(site.graph.paceOf), scope.clock, out));
      for (const [index, input] of plan.inputs.entries()) {
        const receiver = merge.inputs[index];
        if (receiver) build(input, receiver, site);
      }
    }
  }
}

/** Whether the engine's time reaches an operator. */
function isClocked(plan: Exclude<Plan, { kind: 'stream' | 'values' }>, { graph }: Site): boolean {
  if (plan.kind === 'join') return graph.isClocked(plan.left) && graph.isClocked(plan.right);
  if (plan.kind === 'union') return plan.inputs.every(graph.isClocked);
  return graph.isClocked(plan.input);
}

/** Filters right behind one another, as one, in the order in which they are asked. */
function conditionsOf(plan: Plan): { readonly conditions: readonly Typed[]; readonly input: Plan } {
  if (plan.kind !== 'filter') return { conditions: [], input: plan };
  const { conditions, input } = conditionsOf(plan.input);
  return { conditions: [...conditions, plan.condition], input };
}

const isColumn = (expression: Typed, index: number): boolean =>
  expression.kind === 'column' && expression.index === index;
