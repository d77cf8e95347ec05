import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { parseApplicationArn } from './domain/arn.js';
import type { AnalyticsStore } from './store.js';

/** The tags of applications, for authorization. They have no policies. */
export const resourceDirectory = (store: AnalyticsStore): ResourceDirectory => ({
  tags(arn) {
    const named = parseApplicationArn(arn);
    return named && store.application(named)?.value.tags;
  },
});
