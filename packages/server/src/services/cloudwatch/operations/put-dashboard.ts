import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { dashboardArn, isDashboardName } from '../dashboards.js';
import { bodyFaults } from '../domain/dashboard-body.js';
import { dashboardBodyNotJson, dashboardInvalid, dashboardNameInvalid } from '../errors.js';
import { DashboardBody, DashboardName, DashboardValidationMessages, TagList } from '../shapes.js';
import { checkTagKeys, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const putDashboard = operation({
  name: 'PutDashboard',
  input: structure('PutDashboardInput', {
    DashboardName: required(DashboardName),
    DashboardBody: required(DashboardBody),
    Tags: TagList,
  }),
  output: structure('PutDashboardOutput', { DashboardValidationMessages }),
  errors: ['InvalidParameterInput', 'InternalServiceError', 'ConflictException'],
  needs: (_, input, { principal }) => ({
    action: 'cloudwatch:PutDashboard',
    resources: [dashboardArn(principal.account, input.DashboardName)],
    keys: requestTags(input.Tags),
  }),
  async run({ dashboards, clock }, input, { principal }) {
    const { DashboardName: name, DashboardBody: body, Tags: tags = [] } = input;
    if (!isDashboardName(name)) throw dashboardNameInvalid(name);
    checkTagKeys(tags.map(({ Key }) => Key));
    const parsed = objectOf(body);
    if (parsed === undefined) throw dashboardBodyNotJson();
    const faults = bodyFaults(parsed);
    if (faults.length > 0) throw dashboardInvalid(faults);
    const { account } = principal;
    const modified = clock.now();
    // Tags are set with a new dashboard alone.
    await dashboards.change(account, name, (there) => ({
      account,
      name,
      body,
      modified,
      tags: there?.tags ?? withTags([], tags),
    }));
    return { DashboardValidationMessages: [] };
  },
});

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
