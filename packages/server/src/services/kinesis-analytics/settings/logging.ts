import type { Application, LoggingOption } from '../domain/application.js';
import { quotas } from '../quotas.js';
import type { GivenLogging, GivenLoggingUpdate } from './given.js';
import { checkCount, loggingWord, updateItems, withoutItem, type Make } from './items.js';

/** Neither its role nor its log stream is asked after: messages that cannot be written are lost. */
export const newLoggingOption = (
  id: string,
  { LogStreamARN: logStreamArn, RoleARN: role }: GivenLogging,
): LoggingOption => ({
  id,
  logStreamArn,
  ...(role === undefined ? {} : { role }),
});

/** AddApplicationCloudWatchLoggingOption. */
export const addLoggingOption =
  (given: GivenLogging): Make =>
  ({ logging }, itemId) => {
    checkCount(loggingWord, [...logging, given], quotas.loggingOptions);
    return { logging: [...logging, newLoggingOption(itemId(), given)] };
  };

/** DeleteApplicationCloudWatchLoggingOption. */
export const deleteLoggingOption =
  (id: string): Make =>
  (application) => ({ logging: withoutItem(application, loggingWord, application.logging, id) });

/** @throws InvalidArgumentException for unknown ids */
export const updateLoggingOptions = (
  application: Application,
  updates: readonly GivenLoggingUpdate[] | undefined,
): Promise<readonly LoggingOption[]> =>
  updateItems(application, loggingWord, application.logging, {
    updates,
    idOf: ({ CloudWatchLoggingOptionId }) => CloudWatchLoggingOptionId,
    update: (
      before,
      { LogStreamARNUpdate: logStreamArn = before.logStreamArn, RoleARNUpdate: role = before.role },
    ) => ({
      ...before,
      logStreamArn,
      ...(role === undefined ? {} : { role }),
    }),
  });
