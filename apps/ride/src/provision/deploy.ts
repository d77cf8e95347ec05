import { withContext } from './context.js';
import { inOrder, reversed } from './graph.js';
import { names, tag } from './names.js';
import { Report } from './report.js';
import { survey } from './survey.js';
import type { Deployment, Part, Plan, ProvisionOptions } from './contracts.js';
import type { Context } from './resource.js';
import type { Step, Survey } from './survey.js';

/**
 * Makes the whole system, or what is missing or different of it; a second time it changes nothing.
 * @throws Error of one line, when a part failed; the parts that do not need it are there all the same
 */
export function deploy(options: ProvisionOptions): Promise<Deployment> {
  return withContext(options, async (context) => {
    const found = await survey(context, options);
    const report = new Report(options);
    for (const { part, action } of [...found.obsolete, ...found.steps]) {
      options.onEvent({ kind: 'planned', part, action });
    }
    for (const { part } of found.resources) {
      if (found.failures.has(part.id)) report.unseen(part, found.failures.get(part.id));
    }
    await removeObsolete(found, report);
    await apply(context, found, report);
    if (options.signal.aborted) throw new Error('Stopped. What was made stays; deploying again goes on from there.');
    report.throwFailures();
    return deploymentOf(context, found, report.changed);
  });
}

/** What deploy would do. Changes nothing. */
export function plan(options: ProvisionOptions): Promise<Plan> {
  return withContext(options, async (context) => {
    const { summary, obsolete, steps, failures, resources } = await survey(context, options);
    const all = [...obsolete, ...steps].map(({ part, action }) => ({ part, action }));
    for (const { part, action } of all) options.onEvent({ kind: 'planned', part, action });
    const report = new Report(options);
    for (const { part } of resources) {
      if (failures.has(part.id)) report.unseen(part, failures.get(part.id));
    }
    report.throwFailures();
    return { account: context.account, region: context.region, summary, steps: all };
  });
}

/** What makes summaries while it is there. */
const SUMMARISING: ReadonlySet<string> = new Set(['application', 'summary-trigger']);

/** The other kind's parts go first, so that no minute is summarised twice. */
async function removeObsolete({ obsolete }: Survey, report: Report): Promise<void> {
  await inOrder(reversed(obsolete), async ({ part, action, inspection }) => {
    await report.run(part, action, `${part.title} could not be removed`, (tell) => inspection.remove(tell));
  });
}

async function apply(context: Context, { resources, steps, obsolete }: Survey, report: Report): Promise<void> {
  const inTheWay = obsolete.find(({ id }) => SUMMARISING.has(id) && report.hasNot(id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const nodes = resources.map(({ part, needs }) => ({ id: part.id, part, needs }));
  await inOrder(nodes, async ({ id, part, needs }) => {
    if (report.failures.has(id)) return;
    if (inTheWay !== undefined && SUMMARISING.has(id)) return report.skipped(part, inTheWay.part);
    const because = nodes.find((node) => needs.includes(node.id) && report.hasNot(node.id));
    if (because !== undefined) return report.skipped(part, because.part);
    const step = byId.get(id);
    if (step !== undefined) await applyStep(context, step, report);
  });
}

async function applyStep(context: Context, { part, action, inspection }: Step, report: Report): Promise<void> {
  if (action.kind === 'conflict') {
    return report.failed(part, {
      what: `${part.title} is in the way`,
      why: action.reason,
      todo: inspection.ours
        ? 'Remove it, and deploy again.'
        : `It was not made by this program, which therefore leaves it alone: change or remove it, or give it the tag ${tag.key} = ${tag.value} to hand it over, and deploy again.`,
    });
  }
  const verb = action.kind === 'create' ? 'created' : action.kind === 'update' ? 'changed' : 'made ready';
  const what = `${part.title} could not be ${verb}`;
  await report.run(
    part,
    action,
    what,
    (tell) => inspection.apply(tell),
    () => knownOf(context, part),
  );
}

/** What a part that is done makes known. The pool is of use when its guests have their role. */
function knownOf({ learned }: Context, { id }: Part): Partial<Deployment> {
  const { identityPoolId, triggerIds } = learned;
  const triggerId = triggerIds.get('trigger');
  if (id === 'guest-access' && identityPoolId !== undefined) return { identityPoolId };
  if (id === 'trigger' && triggerId !== undefined) return { triggerId };
  return {};
}

export function deploymentOf(
  { account, region, learned }: Context,
  { summary }: Pick<Survey, 'summary'>,
  changed: number,
): Deployment {
  return {
    account,
    region,
    summary,
    stream: names.stream,
    summaryStream: names.summaryStream,
    table: names.table,
    functionName: names.processor,
    application: summary === 'analytics' ? names.application : undefined,
    triggerId: learned.triggerIds.get('trigger') ?? '',
    identityPoolId: learned.identityPoolId ?? '',
    changed,
  };
}
