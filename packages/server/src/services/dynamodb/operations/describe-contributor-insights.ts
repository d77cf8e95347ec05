import { required, string, structure, timestamp } from '@paddock/wire';
import { namedTable } from '../addressing.js';
import { operation } from '../context.js';
import { checkIndexName, checkThere, onInsights, rulesOf } from '../insights.js';
import { IndexName, TableName, TableNameOrArn } from '../shapes.js';
import { ContributorInsightsMode, ContributorInsightsStatus } from '../shapes-tables.js';
import { ContributorInsightsRuleList, FailureException } from '../structures.js';
import { findTable } from '../table-changes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContributorInsights.html */
export const describeContributorInsights = operation({
  name: 'DescribeContributorInsights',
  input: structure('DescribeContributorInsightsInput', { TableName: required(TableNameOrArn), IndexName: string() }),
  output: structure('DescribeContributorInsightsOutput', {
    TableName,
    IndexName,
    ContributorInsightsRuleList,
    ContributorInsightsStatus,
    LastUpdateDateTime: timestamp,
    FailureException,
    ContributorInsightsMode,
  }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onInsights('DescribeContributorInsights'),
  async run(context, input, request) {
    const { IndexName: index } = input;
    checkIndexName(index);
    const { table } = await findTable(context, namedTable(input.TableName, request));
    checkThere(table, index);
    const insights = table.insights?.[index ?? ''];
    const named = { TableName: table.name, IndexName: index };
    if (insights === undefined) return { ...named, ContributorInsightsStatus: 'DISABLED' as const };
    const { status, mode, updated } = insights;
    const isOn = status === 'ENABLED' || status === 'ENABLING';
    return {
      ...named,
      ContributorInsightsStatus: status,
      LastUpdateDateTime: updated,
      ...(isOn && { ContributorInsightsRuleList: rulesOf(table, index, insights), ContributorInsightsMode: mode }),
    };
  },
});
