import { otherKind } from './names.js';
import { inOrder } from './graph.js';
import { chooseSummary } from './summary-kind.js';
import { summaryParts, systemOf } from './system.js';
import type { Action, Part, ProvisionOptions, SummaryKind } from './contracts.js';
import type { Context, Inspection, Resource } from './resource.js';

/** One part and what is to be done about it. */
export interface Step {
  readonly id: string;
  readonly needs: readonly string[];
  readonly part: Part;
  readonly action: Action;
  readonly inspection: Inspection;
}

/** What is there, and what is to be done. */
export interface Survey {
  readonly summary: SummaryKind;
  /** Parts of the system, in its order. */
  readonly steps: readonly Step[];
  /** Parts of the other kind of summary that were made here, to be removed. */
  readonly obsolete: readonly Step[];
  /** What could not be looked at, and why. */
  readonly failures: ReadonlyMap<string, unknown>;
  readonly resources: readonly Resource[];
}

/** Looks at everything; changes nothing. */
export async function survey(context: Context, options: ProvisionOptions): Promise<Survey> {
  const summary = await chooseSummary(context, options);
  const resources = systemOf(summary, context.region);
  const others = summaryParts(otherKind(summary), context.region);
  const [found, foundOthers] = await Promise.all([look(context, resources), look(context, others)]);
  // What cannot be looked at of the other kind is not there: AWS has ended the one, and others never had it.
  const obsolete = foundOthers.steps
    .filter(({ inspection }) => inspection.exists && inspection.ours)
    .map((step) => ({ ...step, action: { kind: 'delete' } as const }));
  return { summary, resources, steps: found.steps, failures: found.failures, obsolete };
}

/** Looks at parts, each after those that it needs. */
export async function look(
  context: Context,
  resources: readonly Resource[],
): Promise<{ readonly steps: readonly Step[]; readonly failures: ReadonlyMap<string, unknown> }> {
  const steps = new Map<string, Step>();
  const failures = new Map<string, unknown>();
  const nodes = resources.map((resource) => ({ ...resource, id: resource.part.id }));
  await inOrder(nodes, async ({ id, needs, part, inspect }) => {
    try {
      const inspection = await inspect(context);
      steps.set(id, { id, needs, part, action: inspection.action, inspection });
    } catch (error) {
      failures.set(id, error);
    }
  });
  return { steps: nodes.flatMap(({ id }) => steps.get(id) ?? []), failures };
}
