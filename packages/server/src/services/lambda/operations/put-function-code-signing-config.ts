import { label, required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { assertOwn, namedFunction } from '../addressing.js';
import { operation } from '../context.js';
import { findCodeSigningConfig, putCodeSigningConfig } from '../code-signing.js';
import { functionArn } from '../domain/arns.js';
import { codeSigningConfigNotFound } from '../errors-functions.js';
import { assertUnqualified, changeFunction } from '../function-changes.js';
import { CodeSigningConfigArn, FunctionName, NamespacedFunctionName } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionCodeSigningConfig.html */
export const putFunctionCodeSigningConfig = operation({
  name: 'PutFunctionCodeSigningConfig',
  http: { method: 'PUT', path: '/2020-06-30/functions/{FunctionName}/code-signing-config', status: 200 },
  input: structure('PutFunctionCodeSigningConfigRequest', {
    CodeSigningConfigArn: required(CodeSigningConfigArn),
    FunctionName: required(label(NamespacedFunctionName)),
  }),
  output: structure('PutFunctionCodeSigningConfigResponse', {
    CodeSigningConfigArn: required(CodeSigningConfigArn),
    FunctionName: required(FunctionName),
  }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'CodeSigningConfigNotFoundException',
  ],
  needs: (_context, input, request) => ({
    action: 'lambda:PutFunctionCodeSigningConfig',
    resources: [functionArn(namedFunction(input, request))],
    keys: keysOf({ 'lambda:codesigningconfigarn': input.CodeSigningConfigArn }),
  }),
  async run(context, { CodeSigningConfigArn: arn, ...input }, request) {
    const named = namedFunction(input, request);
    assertOwn(named, request);
    assertUnqualified(named);
    // The configuration is looked for before the function.
    if ((await findCodeSigningConfig(context, arn)) === undefined) throw codeSigningConfigNotFound(arn);
    await changeFunction(context, named, async (owner) => {
      const found = await findCodeSigningConfig(context, arn);
      if (found === undefined) throw codeSigningConfigNotFound(arn);
      return {
        owner: { ...owner, codeSigningConfigArn: arn },
        also: [putCodeSigningConfig(found.config, found.version)],
        result: undefined,
      };
    });
    return { CodeSigningConfigArn: arn, FunctionName: named.name };
  },
});
