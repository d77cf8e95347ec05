import { jsonProtocol } from '@paddock/wire';
import { bind } from '../../operation.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import { accessDenied } from './access-denied.js';
import { createContext, type ContextParts } from './create-context.js';
import { operations } from './operations/index.js';
import { LogsPort } from './port.js';
import { resourceDirectory } from './resource-directory.js';
import { logsWording } from './validation.js';

export interface LogsParts extends Omit<ContextParts, 'tokenKey'> {
  readonly dueTasks: DueTasks;
  readonly secrets: Secrets;
}

/** CloudWatch Logs, API version 2014-03-28. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
export async function createLogs(parts: LogsParts): Promise<{ readonly service: Service; readonly port: LogsPort }> {
  const assembled = await createContext({ ...parts, tokenKey: parts.secrets.key('logs-tokens') });
  const { context, subscriptions, metricFilters } = assembled;
  assembled.register(parts.dueTasks);
  const service: Service = {
    name: 'logs',
    signingName: 'logs',
    targetPrefix: 'Logs_20140328',
    protocols: new Map([['application/x-amz-json-1.1', jsonProtocol({ version: '1.1' })]]),
    operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
    validation: logsWording,
    accessDenied,
    resources: resourceDirectory(context.store, context.logicalDestinations),
    start: () => subscriptions.start(),
    drain: () => context.tails.stop(),
    stop: async () => {
      await context.tails.stop();
      await context.queries.stop();
      await subscriptions.stop();
      await metricFilters.idle();
      assembled.close();
    },
  };
  return { service, port: new LogsPort(context) };
}
