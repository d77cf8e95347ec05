import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { runtimeManagementView } from '../runtime-management.js';
import {
  NamespacedFunctionName,
  NameSpacedFunctionArn,
  NumericLatestPublishedOrAliasQualifier,
  RuntimeVersionArn,
  UpdateRuntimeOn,
} from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetRuntimeManagementConfig.html */
export const getRuntimeManagementConfig = operation({
  name: 'GetRuntimeManagementConfig',
  http: { method: 'GET', path: '/2021-07-20/functions/{FunctionName}/runtime-management-config', status: 200 },
  input: structure('GetRuntimeManagementConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: structure('GetRuntimeManagementConfigResponse', {
    UpdateRuntimeOn,
    RuntimeVersionArn,
    FunctionArn: NameSpacedFunctionArn,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetRuntimeManagementConfig'),
  async run(context, input, request) {
    const { function: owner, version } = await resolveFunction(context, namedFunction(input, request));
    return runtimeManagementView(owner, version.version);
  },
});
