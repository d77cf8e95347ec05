import type { SummaryKind } from './contracts.js';

/** The names of everything, as the workshop has them. */
export const names = {
  stream: 'wildrydes',
  summaryStream: 'wildrydes-summary',
  table: 'UnicornSensorData',
  writePolicy: 'WildRydesDynamoDBWritePolicy',
  processorRole: 'WildRydesStreamProcessorRole',
  processor: 'WildRydesStreamProcessor',
  application: 'wildrydes',
  summaryFunction: 'WildRydesSummary',
  summaryRole: 'WildRydesSummaryRole',
  summaryPolicy: 'WildRydesSummaryWritePolicy',
  identityPool: 'wildrydes',
  guestRole: 'Cognito_wildrydesUnauth_Role',
  guestPolicy: 'WildrydesDashboardPolicy',
} as const;

/** As the console named the role that it made for an application. */
export const analyticsRole = (region: string): string => `kinesis-analytics-${names.application}-${region}`;
export const analyticsPolicy = (region: string): string => `kinesis-analytics-service-${names.application}-${region}`;

export const logGroupOf = (functionName: string): string => `/aws/lambda/${functionName}`;

/** Says what was made here: only what carries it is ever changed or removed. */
export const tag = { key: 'paddock:ride', value: 'wildrydes' } as const;
/** The tag as most services take it: an object. */
export const tagMap: Readonly<Record<string, string>> = { [tag.key]: tag.value };
/** The tag as the others take it: a list of keys and values. */
export const tagList = (): { Key: string; Value: string }[] => [{ Key: tag.key, Value: tag.value }];

/** Whether tags, in either form, have ours. */
export function isTagged(tags: Readonly<Record<string, string>> | readonly ListedTag[] | undefined): boolean {
  if (tags === undefined) return false;
  if (isList(tags)) return tags.some(({ Key, Value }) => Key === tag.key && Value === tag.value);
  return tags[tag.key] === tag.value;
}

interface ListedTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

const isList = (tags: Readonly<Record<string, string>> | readonly ListedTag[]): tags is readonly ListedTag[] =>
  Array.isArray(tags);

export const otherKind = (kind: SummaryKind): SummaryKind => (kind === 'analytics' ? 'function' : 'analytics');
