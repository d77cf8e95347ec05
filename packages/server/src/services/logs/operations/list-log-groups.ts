import { boolean, integer, list, required, string, structure } from '@paddock/wire';
import { onAllGroups } from '../addressing.js';
import { operation } from '../context.js';
import { groupArn } from '../domain/arn.js';
import type { LogGroup } from '../domain/log-group.js';
import { AccountIds, Arn, LogGroupClass, LogGroupName, NextToken, TagKey } from '../shapes.js';
import { listGroups } from '../listing.js';

const defaultLimit = 50;

const DataSourceFilter = structure('DataSourceFilter', { name: required(string()), type: string() });
const TagFilter = structure('TagFilter', {
  key: required(TagKey),
  values: list(string({ min: 0, max: 259, pattern: '^!?\\*?([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)\\*?$' }), {
    min: 0,
    max: 5,
  }),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListLogGroups.html */
export const listLogGroups = operation({
  name: 'ListLogGroups',
  input: structure('ListLogGroupsRequest', {
    logGroupNamePattern: string({
      min: 3,
      max: 129,
      pattern: '(\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24})(\\|\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24}){0,4}',
    }),
    logGroupClass: LogGroupClass,
    includeLinkedAccounts: boolean,
    accountIdentifiers: AccountIds,
    nextToken: NextToken,
    limit: integer({ min: 1, max: 1000 }),
    dataSources: list(DataSourceFilter, { min: 1, max: 5 }),
    fieldIndexNames: list(string({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' }), { min: 1, max: 20 }),
    logGroupTags: list(TagFilter, { min: 1, max: 5 }),
  }),
  output: structure('ListLogGroupsResponse', {
    logGroups: list(
      structure('LogGroupSummary', { logGroupName: LogGroupName, logGroupArn: Arn, logGroupClass: LogGroupClass }),
    ),
    nextToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAllGroups('ListLogGroups'),
  async run(context, input, request) {
    const matches = matcher(input.logGroupNamePattern);
    // Nothing here has a data source or an index of fields.
    const isHere = input.dataSources === undefined && input.fieldIndexNames === undefined;
    const hasTags = (group: LogGroup): boolean =>
      (input.logGroupTags ?? []).every(({ key, values = [] }) => {
        const value = Object.hasOwn(group.tags, key) ? group.tags[key] : undefined;
        return value !== undefined && isMeant(value, values);
      });
    const filter = {
      prefix: undefined,
      accepts: (group: LogGroup) =>
        isHere &&
        matches(group.name) &&
        hasTags(group) &&
        (input.logGroupClass === undefined || group.class === input.logGroupClass),
    };
    const { groups, nextToken } = await listGroups(context, request, 'ListLogGroups', filter, {
      limit: input.limit ?? defaultLimit,
      nextToken: input.nextToken,
    });
    return {
      logGroups: groups.map((group) => ({
        logGroupName: group.name,
        logGroupArn: groupArn(group),
        logGroupClass: group.class,
      })),
      nextToken,
    };
  },
});

/** Alternatives, each a part of the name or, after `^`, its beginning. */
function matcher(pattern: string | undefined): (name: string) => boolean {
  const alternatives = pattern?.split('|') ?? [''];
  return (name) =>
    alternatives.some((part) => (part.startsWith('^') ? name.startsWith(part.slice(1)) : name.includes(part)));
}

/** Whether a tag's value is one of those that are given and none of those that are given after `!`; `*` at either end stands for anything. */
function isMeant(value: string, given: readonly string[]): boolean {
  const matches = (pattern: string): boolean => {
    const [from, to] = [pattern.startsWith('*'), pattern.length > 1 && pattern.endsWith('*')];
    const text = pattern.slice(from ? 1 : 0, to ? -1 : undefined);
    if (from && to) return value.includes(text);
    if (from) return value.endsWith(text);
    return to ? value.startsWith(text) : value === text;
  };
  const wanted = given.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = given.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return (wanted.length === 0 || wanted.some(matches)) && !unwanted.some(matches);
}
