import { required, structure, type Infer } from '@paddock/wire';
import { namedApplication, onApplication, passRole } from '../../addressing.js';
import { operation } from '../../context.js';
import { updatedSettings } from '../../settings/all.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';
import {
  CloudWatchLoggingOptionUpdates,
  ConditionalToken,
  RoleARN,
  RuntimeEnvironment,
  sqlRuntime,
} from '../../structures-v2.js';
import { ApplicationDetail, applicationDetail } from '../../views-v2.js';
import { change, changeErrors } from './changing.js';
import { ApplicationConfigurationUpdate, checkMembers, codeOfUpdate, RunConfigurationUpdate } from './configuration.js';
import { runtimeNotSql } from './errors.js';

const input = structure('UpdateApplicationRequest', {
  ApplicationName: required(ApplicationName),
  CurrentApplicationVersionId: ApplicationVersionId,
  ApplicationConfigurationUpdate,
  ServiceExecutionRoleUpdate: RoleARN,
  RunConfigurationUpdate,
  CloudWatchLoggingOptionUpdates,
  ConditionalToken,
  RuntimeEnvironmentUpdate: RuntimeEnvironment,
});

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_UpdateApplication.html */
export const updateApplication = operation({
  name: 'UpdateApplication',
  input,
  output: structure('UpdateApplicationResponse', { ApplicationDetail: required(ApplicationDetail) }),
  errors: [
    ...changeErrors,
    'CodeValidationException',
    'InvalidApplicationConfigurationException',
    'LimitExceededException',
  ],
  needs: (context, given, request) => {
    const { ServiceExecutionRoleUpdate: role } = given;
    const itself = onApplication('UpdateApplication')(context, given, request);
    return role === undefined ? itself : [itself, passRole(role, request)];
  },
  async run(context, given, request) {
    const { ServiceExecutionRoleUpdate: role, ApplicationConfigurationUpdate: configuration = {} } = given;
    const { checks } = context;
    const application = await change(context, given, request, async (before) => {
      const code = checkedCode(given) ?? before.code;
      if (role !== undefined) await checks.checkRole(namedApplication(given, request), role);
      const whole = role === undefined ? before : { ...before, serviceRole: role };
      const settings = await updatedSettings(checks, whole, {
        ...configuration.SqlApplicationConfigurationUpdate,
        CloudWatchLoggingOptionUpdates: given.CloudWatchLoggingOptionUpdates,
      });
      return { ...settings, code, ...(role === undefined ? {} : { serviceRole: role }) };
    });
    return { ApplicationDetail: applicationDetail(application) };
  },
});

/** @returns the SQL that the update gives, if it gives any @throws InvalidArgumentException for what only applications of Flink have */
function checkedCode(given: Infer<typeof input>): string | undefined {
  const { RuntimeEnvironmentUpdate: runtime = sqlRuntime } = given;
  if (runtime !== sqlRuntime) throw runtimeNotSql(runtime);
  checkMembers(given.RunConfigurationUpdate ?? {}, []);
  return codeOfUpdate(given.ApplicationConfigurationUpdate ?? {});
}
