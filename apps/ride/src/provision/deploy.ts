import { withContext } from './context.js';
import { explain, inOneLine } from './failures.js';
import { inOrder, reversed } from './graph.js';
import { names, tag } from './names.js';
import { Cancelled } from './patience.js';
import { survey } from './survey.js';
import type { Action, Deployment, Part, Plan, ProvisionEvent, ProvisionOptions } from './contracts.js';
import type { Explained } from './failures.js';
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
      if (found.failures.has(part.id))
        report.failed(
          part,
          explain(`${part.title} could not be looked at`, found.failures.get(part.id), options.destination),
        );
    }
    await removeObsolete(found, options, report);
    await apply(found, options, report);
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
      if (failures.has(part.id))
        report.failed(
          part,
          explain(`${part.title} could not be looked at`, failures.get(part.id), options.destination),
        );
    }
    report.throwFailures();
    return { account: context.account, region: context.region, summary, steps: all };
  });
}

/** The other kind's parts go first, so that no minute is summarised twice. */
async function removeObsolete({ obsolete }: Survey, options: ProvisionOptions, report: Report): Promise<void> {
  await inOrder(reversed(obsolete), async ({ part, action, inspection }) => {
    await report.run(part, action, `${part.title} could not be removed`, (tell) => inspection.remove(tell));
  });
}

async function apply({ resources, steps }: Survey, options: ProvisionOptions, report: Report): Promise<void> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const nodes = resources.map(({ part, needs }) => ({ id: part.id, part, needs }));
  await inOrder(nodes, async ({ id, part, needs }) => {
    if (report.failures.has(id)) return;
    const because = nodes.find((node) => needs.includes(node.id) && report.hasNot(node.id));
    if (because !== undefined) return report.skipped(part, because.part);
    const step = byId.get(id);
    if (step !== undefined) await applyStep(step, report);
  });
}

async function applyStep({ part, action, inspection }: Step, report: Report): Promise<void> {
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
  await report.run(part, action, `${part.title} could not be ${verb}`, (tell) => inspection.apply(tell));
}

/** Tells how it goes, and remembers what failed. */
export class Report {
  readonly failures = new Map<string, Explained>();
  readonly #skipped = new Set<string>();
  readonly #options: ProvisionOptions;
  changed = 0;

  constructor(options: ProvisionOptions) {
    this.#options = options;
  }

  /** Whether a part is not there, or not as it shall be. */
  hasNot(id: string): boolean {
    return this.failures.has(id) || this.#skipped.has(id);
  }

  /** Does one step and tells of it; never throws. @param what failed, when it fails */
  async run(
    part: Part,
    action: Action,
    what: string,
    act: (tell: (state: string) => void) => Promise<void>,
  ): Promise<void> {
    const { time, signal, destination } = this.#options;
    if (signal.aborted) return;
    const startedAt = time.elapsed();
    if (action.kind !== 'none') this.#tell({ kind: 'started', part, action });
    try {
      await act((state) => this.#tell({ kind: 'progress', part, state }));
      if (action.kind !== 'none') this.changed++;
      this.#tell({ kind: 'done', part, action, tookMillis: time.elapsed() - startedAt });
    } catch (error) {
      if (!(error instanceof Cancelled) && !signal.aborted) this.failed(part, explain(what, error, destination));
      else this.#skipped.add(part.id);
    }
  }

  failed(part: Part, explained: Explained): void {
    this.failures.set(part.id, explained);
    this.#tell({ kind: 'failed', part, ...explained });
  }

  skipped(part: Part, because: Part): void {
    this.#skipped.add(part.id);
    this.#tell({ kind: 'skipped', part, because });
  }

  /** @throws Error of one line, when anything failed */
  throwFailures(): void {
    const [first] = this.failures.values();
    if (first === undefined) return;
    const more = this.failures.size - 1;
    throw new Error(inOneLine(first) + (more > 0 ? ` (${more} more ${more === 1 ? 'part' : 'parts'} failed)` : ''));
  }

  #tell(event: ProvisionEvent): void {
    this.#options.onEvent(event);
  }
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
