import { classify } from '../errors.js';
import { isNoAnswer } from './no-answer.js';
import { isTagged, names } from './names.js';
import { unless } from './patience.js';
import type { ProvisionOptions, SummaryKind } from './contracts.js';
import type { Context } from './resource.js';

/**
 * How the summary shall be made: as asked for, else as it was deployed, else as the endpoint can. AWS ended Kinesis Data Analytics for SQL on
 * 27 January 2026, and is not asked.
 */
export async function chooseSummary(
  context: Context,
  { summary, destination }: Pick<ProvisionOptions, 'summary' | 'destination'>,
): Promise<SummaryKind> {
  if (summary !== 'auto') return summary;
  if (destination.endpoint === undefined) return 'function';
  const [isByFunction, hasAnalytics] = await Promise.all([hasSummaryFunction(context), answersAnalytics(context)]);
  return isByFunction || !hasAnalytics ? 'function' : 'analytics';
}

/** Whether a function of ours makes the summary already. */
export async function hasSummaryFunction({ clients }: Context): Promise<boolean> {
  const found = await unless(['ResourceNotFoundException', 'AccessDeniedException'], () =>
    clients.lambda.getFunction({ FunctionName: names.summaryFunction }),
  );
  return isTagged(found?.Tags);
}

/** Whether the endpoint has analytics applications in SQL. @throws when that cannot be told */
export async function answersAnalytics({ clients }: Context): Promise<boolean> {
  try {
    await unless(['ResourceNotFoundException'], () =>
      clients.analytics.describeApplication({ ApplicationName: names.application }),
    );
    return true;
  } catch (error) {
    // Others list the applications of the service's second version here, and cannot make one of the first.
    if (isNoAnswer(error)) return false;
    // Somebody who may not look at applications is told so by the part that needs them.
    if (error instanceof Error && /is not authorized to perform/.test(error.message)) return true;
    if (classify(error) === 'server') throw error;
    return false;
  }
}
