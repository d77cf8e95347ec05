import { label, query, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { invalidParameter } from '../errors.js';
import { changeFunction } from '../function-changes.js';
import { runtimeManagementView } from '../runtime-management.js';
import {
  FunctionArn,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
  RuntimeVersionArn,
  UpdateRuntimeOn,
} from '../shapes.js';

/** It is kept and told; there is one build of each runtime here. https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html */
export const putRuntimeManagementConfig = operation({
  name: 'PutRuntimeManagementConfig',
  http: { method: 'PUT', path: '/2021-07-20/functions/{FunctionName}/runtime-management-config', status: 200 },
  input: structure('PutRuntimeManagementConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    UpdateRuntimeOn: required(UpdateRuntimeOn),
    RuntimeVersionArn,
  }),
  output: structure('PutRuntimeManagementConfigResponse', {
    UpdateRuntimeOn: required(UpdateRuntimeOn),
    FunctionArn: required(FunctionArn),
    RuntimeVersionArn,
  }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('PutRuntimeManagementConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    assertOwn(named, request);
    const { UpdateRuntimeOn: updateOn, RuntimeVersionArn: runtimeVersionArn } = input;
    if (updateOn === 'Manual' && runtimeVersionArn === undefined)
      throw invalidParameter('RuntimeVersionArn is required when UpdateRuntimeOn is set to Manual.');
    if (updateOn !== 'Manual' && runtimeVersionArn !== undefined)
      throw invalidParameter('RuntimeVersionArn may only be specified when UpdateRuntimeOn is set to Manual.');
    const { version } = (await resolveFunction(context, named)).version;
    const config = { updateOn, ...(runtimeVersionArn === undefined ? {} : { runtimeVersionArn }) };
    return changeFunction(context, named, (owner) => {
      const changed = { ...owner, runtimeManagement: { ...owner.runtimeManagement, [version]: config } };
      return { owner: changed, result: runtimeManagementView(changed, version) };
    });
  },
});
