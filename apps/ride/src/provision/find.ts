import { withContext } from './context.js';
import { deploymentOf } from './deploy.js';
import { names } from './names.js';
import { unless } from './patience.js';
import { ourPools } from './parts/identity-pool.js';
import { find } from './parts/trigger.js';
import { hasSummaryFunction } from './summary-kind.js';
import type { Deployment, ProvisionOptions } from './contracts.js';

/** What was deployed; undefined unless the stream, the identity pool and the trigger are there. Reads only. */
export function findDeployment(
  options: Pick<ProvisionOptions, 'destination' | 'time' | 'signal'>,
): Promise<Deployment | undefined> {
  return withContext(options, async (context) => {
    const { kinesis } = context.clients;
    const [stream, [pool], trigger, isByFunction] = await Promise.all([
      unless(['ResourceNotFoundException'], () => kinesis.describeStreamSummary({ StreamName: names.stream })),
      ourPools(context),
      find(context, { functionName: names.processor, stream: names.summaryStream }),
      hasSummaryFunction(context),
    ]);
    if (stream === undefined || pool?.IdentityPoolId === undefined || trigger?.UUID === undefined) return undefined;
    context.learned.identityPoolId = pool.IdentityPoolId;
    context.learned.triggerIds.set('trigger', trigger.UUID);
    return deploymentOf(context, { summary: isByFunction ? 'function' : 'analytics' }, 0);
  });
}
