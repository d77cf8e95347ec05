import { required, string, structure } from '@paddock/wire';
import { namedTable } from '../addressing.js';
import { operation } from '../context.js';
import type { Insights, InsightsMode } from '../domain/table.js';
import { invalid } from '../errors.js';
import { checkIndexName, checkThere, onInsights } from '../insights.js';
import { IndexName, TableName, TableNameOrArn } from '../shapes.js';
import { ContributorInsightsAction, ContributorInsightsMode, ContributorInsightsStatus } from '../shapes-tables.js';
import { changeTable } from '../table-changes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContributorInsights.html */
export const updateContributorInsights = operation({
  name: 'UpdateContributorInsights',
  input: structure('UpdateContributorInsightsInput', {
    TableName: required(TableNameOrArn),
    IndexName: string(),
    ContributorInsightsAction: required(ContributorInsightsAction),
    ContributorInsightsMode,
  }),
  output: structure('UpdateContributorInsightsOutput', {
    TableName,
    IndexName,
    ContributorInsightsStatus,
    ContributorInsightsMode,
  }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onInsights('UpdateContributorInsights'),
  async run(context, input, request) {
    const { IndexName: index, ContributorInsightsAction: action } = input;
    checkIndexName(index);
    const named = namedTable(input.TableName, request);
    const key = index ?? '';
    let answer: Insights | undefined;
    await changeTable(context, named, (table) => {
      checkThere(table, index);
      const status = index === undefined ? table.status : table.globals.find(({ name }) => name === index)?.status;
      if (status !== 'ACTIVE') {
        const what = index === undefined ? 'TableStatus' : 'IndexStatus';
        throw invalid(
          `Table or Index is not in a valid state to update Key Access Insights: ${what} must be ACTIVE to enable ContributorInsights.`,
        );
      }
      const before = table.insights?.[key];
      const mode: InsightsMode = input.ContributorInsightsMode ?? 'ACCESSED_AND_THROTTLED_KEYS';
      const isOn = before?.status === 'ENABLED' || before?.status === 'ENABLING';
      if (action === 'ENABLE' ? isOn && before.mode === mode : !isOn) {
        answer = before ?? { status: 'DISABLED', mode, updated: 0 };
        return { table };
      }
      const updated = context.clock.now();
      answer =
        action === 'ENABLE'
          ? { status: 'ENABLING', mode, updated }
          : { status: 'DISABLING', mode: before?.mode ?? mode, updated };
      return {
        table: { ...table, insights: { ...table.insights, [key]: answer } },
        begins: [{ kind: 'insights', index: key }],
      };
    });
    return {
      TableName: named.name,
      IndexName: index,
      ContributorInsightsStatus: answer?.status,
      ...(action === 'ENABLE' && { ContributorInsightsMode: answer?.mode }),
    };
  },
});
