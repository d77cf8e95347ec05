import { boolean, enumeration, integer, list, long, string, structure, type Infer } from '@paddock/wire';
import { identifiedGroup, onAllGroups } from '../addressing.js';
import { operation, type LogsContext } from '../context.js';
import { groupArn, groupArnWithStreams } from '../domain/arn.js';
import type { LogGroup } from '../domain/log-group.js';
import { identifiersAndFilters, prefixAndPattern } from '../errors.js';
import {
  AccountIds,
  Arn,
  DescribeLimit,
  KmsKeyId,
  LogGroupClass,
  LogGroupIdentifier,
  LogGroupName,
  NextToken,
  Timestamp,
} from '../shapes.js';
import { listGroups } from '../listing.js';

const defaultLimit = 50;

const LogGroupShape = structure('LogGroup', {
  logGroupName: LogGroupName,
  creationTime: Timestamp,
  retentionInDays: integer(),
  metricFilterCount: integer(),
  arn: Arn,
  storedBytes: long({ min: 0 }),
  kmsKeyId: KmsKeyId,
  dataProtectionStatus: enumeration('ACTIVATED', 'DELETED', 'ARCHIVED', 'DISABLED'),
  inheritedProperties: list(enumeration('ACCOUNT_DATA_PROTECTION')),
  logGroupClass: LogGroupClass,
  logGroupArn: Arn,
  deletionProtectionEnabled: boolean,
  bearerTokenAuthenticationEnabled: boolean,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = operation({
  name: 'DescribeLogGroups',
  input: structure('DescribeLogGroupsRequest', {
    accountIdentifiers: AccountIds,
    logGroupNamePrefix: LogGroupName,
    logGroupNamePattern: string({ min: 0, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]*' }),
    nextToken: NextToken,
    limit: DescribeLimit,
    includeLinkedAccounts: boolean,
    logGroupClass: LogGroupClass,
    logGroupIdentifiers: list(LogGroupIdentifier, { min: 1, max: 50 }),
  }),
  output: structure('DescribeLogGroupsResponse', { logGroups: list(LogGroupShape), nextToken: NextToken }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAllGroups('DescribeLogGroups'),
  async run(context, input, request) {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: identifiers } = input;
    if (prefix !== undefined && pattern !== undefined) throw prefixAndPattern();
    if (identifiers !== undefined) {
      const others = [prefix, pattern, input.logGroupClass, input.nextToken, input.accountIdentifiers];
      if (others.some((other) => other !== undefined)) throw identifiersAndFilters();
      const named = identifiers.map((identifier) => identifiedGroup(identifier, request));
      const found = await Promise.all(named.map((name) => context.store.group(name)));
      const groups = found.flatMap((view) => (view ? [view.group] : [])).sort(byName);
      return { logGroups: await Promise.all(groups.map((group) => describe(context, group, true))) };
    }
    const filter = {
      prefix,
      accepts: (group: LogGroup) =>
        (pattern === undefined || group.name.includes(pattern)) &&
        (input.logGroupClass === undefined || group.class === input.logGroupClass),
    };
    const { groups, nextToken } = await listGroups(context, request, 'DescribeLogGroups', filter, {
      limit: input.limit ?? defaultLimit,
      nextToken: input.nextToken,
    });
    // AWS leaves some out of what it finds by a pattern.
    const logGroups = await Promise.all(groups.map((group) => describe(context, group, pattern === undefined)));
    return { logGroups, nextToken };
  },
});

const byName = (a: LogGroup, b: LogGroup): number => (a.name < b.name ? -1 : 1);

async function describe(
  { storedBytes }: LogsContext,
  group: LogGroup,
  isWhole: boolean,
): Promise<Infer<typeof LogGroupShape>> {
  return {
    logGroupName: group.name,
    creationTime: group.created,
    retentionInDays: group.retentionInDays,
    metricFilterCount: group.metricFilters.length,
    arn: groupArnWithStreams(group),
    ...(isWhole ? { storedBytes: await storedBytes.of(group) } : {}),
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.class,
    logGroupArn: groupArn(group),
    ...(isWhole ? { deletionProtectionEnabled: group.deletionProtection === true } : {}),
  };
}
