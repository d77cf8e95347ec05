/** Where the pages are. Pages link to each other by these only; every one is a deep link. */
const href = (...path: readonly string[]): string => `#/${path.map(encodeURIComponent).join('/')}`;

/** With a query behind it; what is undefined is left out. */
export function withQuery(address: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text === '' ? address : `${address}?${text}`;
}

export const homeHref = '#/';

export const streamsHref = href('kinesis', 'streams');
export const createStreamHref = href('kinesis', 'streams-create');
export type StreamTab = 'viewer' | 'shards' | 'monitoring' | 'consumers' | 'settings' | 'tags';
export const streamHref = (name: string, tab?: StreamTab): string =>
  href('kinesis', 'streams', name, ...(tab ? [tab] : []));
/** A consumer with enhanced fan-out. */
export const consumerHref = (stream: string, consumer: string): string =>
  href('kinesis', 'streams', stream, 'consumers', consumer);
export const kinesisAccountHref = href('kinesis', 'account');

export const applicationsHref = href('analytics', 'applications');
export const createApplicationHref = href('analytics', 'applications-create');
export type ApplicationTab = 'source' | 'reference' | 'sql' | 'destination' | 'monitoring' | 'logs' | 'tags';
export const applicationHref = (name: string, tab?: ApplicationTab): string =>
  href('analytics', 'applications', name, ...(tab ? [tab] : []));

export const tablesHref = href('dynamodb', 'tables');
export const createTableHref = href('dynamodb', 'tables-create');
export type TableTab = 'items' | 'indexes' | 'monitoring' | 'settings' | 'backups' | 'tags';
export const tableHref = (name: string, tab?: TableTab): string =>
  href('dynamodb', 'tables', name, ...(tab ? [tab] : []));
/** Explore items: of a table, once one is chosen. */
export const exploreItemsHref = (table?: string): string => withQuery(href('dynamodb', 'items'), { table });
export const partiqlHref = href('dynamodb', 'partiql');
export const backupsHref = href('dynamodb', 'backups');

export const functionsHref = href('lambda', 'functions');
export const createFunctionHref = href('lambda', 'functions-create');
export type FunctionTab = 'code' | 'test' | 'monitor' | 'configuration' | 'aliases' | 'versions';
export const functionHref = (name: string, tab?: FunctionTab): string =>
  href('lambda', 'functions', name, ...(tab ? [tab] : []));

export const usersHref = href('iam', 'users');
export const userHref = (name: string): string => href('iam', 'users', name);
export const groupsHref = href('iam', 'groups');
export const groupHref = (name: string): string => href('iam', 'groups', name);
export const rolesHref = href('iam', 'roles');
export const createRoleHref = href('iam', 'roles-create');
export const roleHref = (name: string): string => href('iam', 'roles', name);
export const policiesHref = href('iam', 'policies');
export const createPolicyHref = href('iam', 'policies-create');
export const policyHref = (arn: string): string => href('iam', 'policies', arn);
export const simulatorHref = href('iam', 'simulator');

export const poolsHref = href('cognito', 'pools');
export const createPoolHref = href('cognito', 'pools-create');
export type PoolTab = 'edit' | 'identities' | 'roles' | 'sample' | 'tags';
export const poolHref = (id: string, tab?: PoolTab): string => href('cognito', 'pools', id, ...(tab ? [tab] : []));

export const cloudwatchHref = href('cloudwatch');
export const metricsHref = href('cloudwatch', 'metrics');
export const alarmsHref = href('cloudwatch', 'alarms');
export const alarmHref = (name: string): string => href('cloudwatch', 'alarms', name);
/** @param from `copy` or `edit` an alarm; `graph` is a source as the metrics explorer has it */
export const createAlarmHref = (
  from: { readonly edit?: string; readonly copy?: string; readonly graph?: string; readonly kind?: 'composite' } = {},
): string => withQuery(href('cloudwatch', 'alarms-create'), { ...from });
export const logGroupsHref = href('cloudwatch', 'logs');
export const logGroupHref = (name: string): string => href('cloudwatch', 'logs', name);
export const logStreamHref = (group: string, stream: string): string => href('cloudwatch', 'logs', group, stream);
export const liveTailHref = (group?: string): string => withQuery(href('cloudwatch', 'live-tail'), { group });
export type LogGroupTab = 'streams' | 'search' | 'metric-filters' | 'subscription-filters' | 'tags';
export const logGroupTabHref = (name: string, tab: LogGroupTab): string => withQuery(logGroupHref(name), { tab });
export const insightsHref = (group?: string): string => withQuery(href('cloudwatch', 'insights'), { group });

export const requestsHref = href('requests');
/** One call in the log, by the request ID that its answer carries. */
export const requestHref = (requestId: string): string => withQuery(requestsHref, { id: requestId });
export const controlsHref = href('controls');
export const servicesHref = href('services');

/** Where the live map is: another page of the server's. */
export const mapHref = '../dashboard/';
