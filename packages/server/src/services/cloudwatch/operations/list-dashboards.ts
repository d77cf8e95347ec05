import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { dashboardArn } from '../dashboards.js';
import { openToken, pageToken } from '../paging.js';
import { DashboardEntries, DashboardNamePrefix, NextToken } from '../shapes.js';

const PAGE = 1_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html */
export const listDashboards = operation({
  name: 'ListDashboards',
  input: structure('ListDashboardsInput', { DashboardNamePrefix, NextToken }),
  output: structure('ListDashboardsOutput', { DashboardEntries, NextToken }),
  errors: ['InvalidParameterValue', 'InternalServiceError'],
  needs: () => ({ action: 'cloudwatch:ListDashboards', resources: ['*'] }),
  async run({ dashboards }, { DashboardNamePrefix: prefix = '', NextToken: token }, { principal }) {
    const after = token === undefined ? undefined : openToken('dashboards', token);
    const found = await dashboards.list(principal.account, prefix, { after, limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      DashboardEntries: shown.map(({ name, body, modified }) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(principal.account, name),
        LastModified: modified,
        Size: Buffer.byteLength(body),
      })),
      ...(found.length > PAGE && last !== undefined ? { NextToken: pageToken('dashboards', last.name) } : {}),
    };
  },
});
