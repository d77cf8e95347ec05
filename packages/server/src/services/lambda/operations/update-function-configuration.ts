import { label, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction } from '../addressing.js';
import { releasePackages, packagesOf } from '../code-use.js';
import { assertAvailable, assertPackagesFit, changedConfiguration, configurationMembers } from '../configuration.js';
import { operation } from '../context.js';
import { configuringNeeds } from '../function-needs.js';
import {
  assertRevision,
  assertSettled,
  assertUnqualified,
  changeFunction,
  updatedLatest,
} from '../function-changes.js';
import { FunctionName, RoleArn, text } from '../shapes.js';
import { FunctionConfiguration } from '../structures-function.js';
import { validateFunctionInput } from '../validation.js';
import { configurationView } from '../views.js';

const input = structure('UpdateFunctionConfigurationRequest', {
  FunctionName: required(label(FunctionName)),
  Role: RoleArn,
  ...configurationMembers,
  RevisionId: text,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration = operation({
  name: 'UpdateFunctionConfiguration',
  http: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/configuration', status: 200 },
  input,
  output: FunctionConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'InvalidCodeSignatureException',
    'ResourceNotFoundException',
    'CodeVerificationFailedException',
    'CodeSigningConfigNotFoundException',
    'PreconditionFailedException',
  ],
  validate: (value) => validateFunctionInput(input, value),
  needs: (_context, value, request) => configuringNeeds('UpdateFunctionConfiguration', value, request),
  async run(context, value, request) {
    const named = namedFunction(value, request);
    assertOwn(named, request);
    assertUnqualified(named);
    assertAvailable(value);
    const { owner, before } = await changeFunction(context, named, async (current) => {
      assertRevision(value.RevisionId, current.latest);
      assertSettled(current);
      const { latest } = current;
      const configuration = await changedConfiguration(context, named, latest, value, request);
      assertPackagesFit(latest.code, configuration);
      const update = updatedLatest(context, current, configuration, latest.code);
      return { ...update, result: { owner: update.owner, before: latest } };
    });
    await context.transitions.begun(owner, owner.latest);
    await releasePackages(context, packagesOf(before));
    return configurationView(owner, owner.latest, undefined);
  },
});
