import type { GroupName } from './arn.js';
import type { LogGroup, LogGroupClass } from './log-group.js';

/** A log group as it begins. @param id 16 random hexadecimal digits @param now ms since the epoch */
export const newGroup = (
  { account, region, name }: GroupName,
  id: string,
  now: number,
  more: {
    readonly class?: LogGroupClass;
    readonly kmsKeyId?: string;
    readonly deletionProtection?: true;
    readonly tags?: Readonly<Record<string, string>>;
  } = {},
): LogGroup => ({
  account,
  region,
  name,
  id,
  created: now,
  class: 'STANDARD',
  tags: {},
  metricFilters: [],
  subscriptions: [],
  tails: [],
  revision: 1,
  ...more,
});
