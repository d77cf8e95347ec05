import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { dashboardArn } from '../dashboards.js';
import { dashboardNotFound } from '../errors.js';
import { DashboardArn, DashboardBody, DashboardName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export const getDashboard = operation({
  name: 'GetDashboard',
  input: structure('GetDashboardInput', { DashboardName: required(DashboardName) }),
  output: structure('GetDashboardOutput', { DashboardArn, DashboardBody, DashboardName }),
  errors: ['InvalidParameterValue', 'ResourceNotFound', 'InternalServiceError'],
  needs: (_, { DashboardName: name }, { principal }) => ({
    action: 'cloudwatch:GetDashboard',
    resources: [dashboardArn(principal.account, name)],
  }),
  async run({ dashboards }, { DashboardName: name }, { principal }) {
    const found = await dashboards.get(principal.account, name);
    if (found === undefined) throw dashboardNotFound(name);
    return { DashboardArn: dashboardArn(principal.account, name), DashboardBody: found.body, DashboardName: name };
  },
});
