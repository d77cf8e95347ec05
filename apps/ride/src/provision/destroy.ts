import { withContext } from './context.js';
import { Report } from './report.js';
import { inOrder, reversed } from './graph.js';
import { Left } from './resource.js';
import { summaryParts, systemOf } from './system.js';
import { answersAnalytics } from './summary-kind.js';
import { look } from './survey.js';
import type { Part, Removal, RemovalOptions } from './contracts.js';
import type { Context } from './resource.js';
import type { Step } from './survey.js';

/**
 * Removes what deploy made, of either kind of summary, and waits until it is gone; what others made stays. A second time there is nothing to do.
 * @throws Error of one line, when a part could not be removed; those that it needs are there still, for another try
 */
export function destroy(options: RemovalOptions): Promise<Removal> {
  return withContext(options, async (context) => {
    const report = new Report(options);
    const { ours, left } = await survey(context, options, report);
    const removed: Part[] = [];
    const nodes = reversed(ours);
    await inOrder(nodes, async ({ part, needs, inspection }) => {
      const because = nodes.find(({ id }) => needs.includes(id) && report.hasNot(id));
      if (because !== undefined) return report.skipped(part, because.part);
      await report.run(part, { kind: 'delete' }, `${part.title} could not be removed`, async (tell) => {
        try {
          await inspection.remove(tell);
          removed.push(part);
        } catch (error) {
          if (!(error instanceof Left)) throw error;
          left.push({ part, reason: error.message });
          return false;
        }
        return true;
      });
    });
    if (options.signal.aborted)
      throw new Error('Stopped. What was removed is gone; destroying again goes on from there.');
    for (const { part, reason } of left) options.onEvent({ kind: 'left', part, reason });
    report.throwFailures();
    return { account: context.account, region: context.region, removed, left };
  });
}

/** What destroy would remove and leave. Changes nothing. */
export function planRemoval(options: RemovalOptions): Promise<Removal> {
  return withContext(options, async (context) => {
    const report = new Report(options);
    const { ours, left } = await survey(context, options, report);
    for (const { part, reason } of left) options.onEvent({ kind: 'left', part, reason });
    report.throwFailures();
    return { account: context.account, region: context.region, removed: ours.map(({ part }) => part), left };
  });
}

async function survey(
  context: Context,
  options: RemovalOptions,
  report: Report,
): Promise<{ readonly ours: Step[]; readonly left: { part: Part; reason: string }[] }> {
  const resources = [...systemOf('analytics', context.region), ...summaryParts('function', context.region)];
  const { steps, failures } = await look(context, resources);
  // AWS has ended the service, and other endpoints may never have had it.
  const hasAnalytics =
    !failures.has('application') ||
    (options.destination.endpoint !== undefined && (await answersAnalytics(context).catch(() => true)));
  for (const { part } of resources) {
    if (!failures.has(part.id) || (part.id === 'application' && !hasAnalytics)) continue;
    if (part.id === 'guest-access') continue; // It goes with the pool.
    report.unseen(part, failures.get(part.id));
  }
  const there = steps.filter(({ inspection }) => inspection.exists).toReversed();
  const ours = there.filter(({ inspection }) => inspection.ours);
  const left = there
    .filter(({ inspection }) => !inspection.ours)
    .map(({ part }) => ({ part, reason: 'it was not made by this program' }));
  for (const { part } of ours) options.onEvent({ kind: 'planned', part, action: { kind: 'delete' } });
  return { ours, left };
}
