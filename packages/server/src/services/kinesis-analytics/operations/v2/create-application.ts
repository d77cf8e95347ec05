import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../../authorization/need-keys.js';
import { namedApplication, onApplication, passRole } from '../../addressing.js';
import { operation } from '../../context.js';
import { createInStore } from '../../settings/creation.js';
import { ApplicationDescription, ApplicationName, Tags } from '../../shapes.js';
import {
  ApplicationMode,
  CloudWatchLoggingOptions,
  RoleARN,
  RuntimeEnvironment,
  sqlRuntime,
} from '../../structures-v2.js';
import { checkTagCount, tagsOf } from '../../tags.js';
import { ApplicationDetail, applicationDetail } from '../../views-v2.js';
import { ApplicationConfiguration, codeOf } from './configuration.js';
import { notInteractive, runtimeUnsupported } from './errors.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplication.html */
export const createApplication = operation({
  name: 'CreateApplication',
  input: structure('CreateApplicationRequest', {
    ApplicationName: required(ApplicationName),
    ApplicationDescription,
    RuntimeEnvironment: required(RuntimeEnvironment),
    ServiceExecutionRole: required(RoleARN),
    ApplicationConfiguration,
    CloudWatchLoggingOptions,
    Tags,
    ApplicationMode,
  }),
  output: structure('CreateApplicationResponse', { ApplicationDetail: required(ApplicationDetail) }),
  errors: [
    'CodeValidationException',
    'ResourceInUseException',
    'LimitExceededException',
    'InvalidArgumentException',
    'InvalidRequestException',
    'TooManyTagsException',
    'ConcurrentModificationException',
    'UnsupportedOperationException',
  ],
  needs: (context, input, request) => [
    { ...onApplication('CreateApplication')(context, input, request), keys: requestTags(input.Tags) },
    passRole(input.ServiceExecutionRole, request),
  ],
  async run(context, input, request) {
    const { ApplicationDescription: description, ServiceExecutionRole: serviceRole } = input;
    const { ApplicationConfiguration: configuration = {}, CloudWatchLoggingOptions: logging } = input;
    if (input.RuntimeEnvironment !== sqlRuntime) throw runtimeUnsupported(input.RuntimeEnvironment);
    if (input.ApplicationMode === 'INTERACTIVE') throw notInteractive();
    const code = codeOf(configuration) ?? '';
    const tags = tagsOf(input.Tags ?? []);
    checkTagCount(tags);
    const named = namedApplication(input, request);
    await context.checks.checkRole(named, serviceRole);
    const application = await createInStore(
      context,
      named,
      { ...(description === undefined ? {} : { description }), newer: true, serviceRole, code, tags },
      { ...configuration.SqlApplicationConfiguration, CloudWatchLoggingOptions: logging },
    );
    return { ApplicationDetail: applicationDetail(application) };
  },
});
