import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../../authorization/need-keys.js';
import { namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { createInStore } from '../../settings/creation.js';
import { passRolesIn } from '../../settings/roles.js';
import { ApplicationDescription, ApplicationName, Tags } from '../../shapes.js';
import { ApplicationCode, CloudWatchLoggingOptions, Inputs, Outputs } from '../../structures-v1.js';
import { checkTagCount, tagsOf } from '../../tags.js';
import { ApplicationSummary, applicationSummary } from '../../views-v1.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_CreateApplication.html */
export const createApplication = operation({
  name: 'CreateApplication',
  input: structure('CreateApplicationRequest', {
    ApplicationName: required(ApplicationName),
    ApplicationDescription,
    Outputs,
    Inputs,
    CloudWatchLoggingOptions,
    ApplicationCode,
    Tags,
  }),
  output: structure('CreateApplicationResponse', { ApplicationSummary: required(ApplicationSummary) }),
  errors: [
    'CodeValidationException',
    'ResourceInUseException',
    'LimitExceededException',
    'InvalidArgumentException',
    'TooManyTagsException',
    'ConcurrentModificationException',
  ],
  needs: (context, input, request) => [
    { ...onApplication('CreateApplication')(context, input, request), keys: requestTags(input.Tags) },
    ...passRolesIn(input, request),
  ],
  async run(context, input, request) {
    const { ApplicationDescription: description, ApplicationCode: code = '' } = input;
    const tags = tagsOf(input.Tags ?? []);
    checkTagCount(tags);
    const beginning = { ...(description === undefined ? {} : { description }), code, tags };
    const application = await createInStore(context, namedApplication(input, request), beginning, input);
    return { ApplicationSummary: applicationSummary(application) };
  },
});
