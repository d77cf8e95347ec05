import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { dashboardArn } from '../dashboards.js';
import { dashboardNotFound, missingParameter, requiredText } from '../errors.js';
import { DashboardNames } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export const deleteDashboards = operation({
  name: 'DeleteDashboards',
  input: structure('DeleteDashboardsInput', { DashboardNames: required(DashboardNames) }),
  output: structure('DeleteDashboardsOutput', {}),
  errors: ['InvalidParameterValue', 'ResourceNotFound', 'InternalServiceError', 'ConflictException'],
  needs(_, { DashboardNames: names }, { principal }) {
    if (names.length === 0) throw missingParameter(requiredText('DashboardNames'));
    return {
      action: 'cloudwatch:DeleteDashboards',
      resources: names.map((name) => dashboardArn(principal.account, name)),
    };
  },
  async run({ dashboards }, { DashboardNames: names }, { principal }) {
    const missing = await dashboards.delete(principal.account, [...new Set(names)]);
    if (missing !== undefined) throw dashboardNotFound(missing);
    return {};
  },
});
