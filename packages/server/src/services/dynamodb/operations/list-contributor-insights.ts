import { string, structure } from '@paddock/wire';
import { namedTable } from '../addressing.js';
import { operation } from '../context.js';
import { tableArn } from '../domain/table.js';
import { TableNameOrArn } from '../shapes.js';
import { ListContributorInsightsLimit } from '../shapes-tables.js';
import { ContributorInsightsSummaries } from '../structures.js';
import { findTable } from '../table-changes.js';

const defaultLimit = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListContributorInsights.html */
export const listContributorInsights = operation({
  name: 'ListContributorInsights',
  input: structure('ListContributorInsightsInput', {
    TableName: TableNameOrArn,
    NextToken: string(),
    MaxResults: ListContributorInsightsLimit,
  }),
  output: structure('ListContributorInsightsOutput', { ContributorInsightsSummaries, NextToken: string() }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: (_context, input, request) => ({
    action: 'dynamodb:ListContributorInsights',
    resources: [tableArn(namedTable(input.TableName ?? '*', request))],
  }),
  async run(context, input, request) {
    const { principal, region } = request;
    const tables =
      input.TableName === undefined
        ? await context.store.tables(principal.account, region)
        : [(await findTable(context, namedTable(input.TableName, request))).table];
    const all = tables.flatMap(({ name, insights = {} }) =>
      Object.entries(insights)
        .filter(([, { status }]) => status !== 'DISABLED')
        .map(([index, { status, mode }]) => ({
          place: `${name}/${index}`,
          summary: {
            TableName: name,
            ...(index !== '' && { IndexName: index }),
            ContributorInsightsStatus: status,
            ContributorInsightsMode: mode,
          },
        })),
    );
    const after = input.NextToken && Buffer.from(input.NextToken, 'base64url').toString();
    const rest = all
      .filter(({ place }) => after === undefined || place > after)
      .sort((a, b) => (a.place < b.place ? -1 : 1));
    const limit = Math.max(1, input.MaxResults ?? defaultLimit);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      ContributorInsightsSummaries: page.map(({ summary }) => summary),
      ...(rest.length > limit && last && { NextToken: Buffer.from(last.place).toString('base64url') }),
    };
  },
});
