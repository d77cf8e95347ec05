import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier } from '../shapes.js';
import { Concurrency, Tags } from '../structures.js';
import { FunctionCodeLocation, FunctionConfiguration, TagsError } from '../structures-function.js';
import { configurationView } from '../views.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction = operation({
  name: 'GetFunction',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}', status: 200 },
  input: structure('GetFunctionRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: structure('GetFunctionResponse', {
    Configuration: FunctionConfiguration,
    Code: FunctionCodeLocation,
    Tags,
    TagsError,
    Concurrency,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunction'),
  async run(context, input, request) {
    const resolved = await resolveFunction(context, namedFunction(input, request));
    const { function: owner, version } = resolved;
    return {
      Configuration: configurationView(owner, version, resolved.qualifier),
      Code: { RepositoryType: 'S3', Location: context.locations.locationOf(version.code.sha256, owner.name) },
      Tags: Object.keys(owner.tags).length === 0 ? undefined : owner.tags,
      Concurrency: owner.reserved === undefined ? undefined : { ReservedConcurrentExecutions: owner.reserved },
    };
  },
});
