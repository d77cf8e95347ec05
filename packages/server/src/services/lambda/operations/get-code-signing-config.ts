import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { codeSigningConfig, codeSigningConfigView, onCodeSigningConfig } from '../code-signing.js';
import { CodeSigningConfigArn } from '../shapes.js';
import { CodeSigningConfig } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetCodeSigningConfig.html */
export const getCodeSigningConfig = operation({
  name: 'GetCodeSigningConfig',
  http: { method: 'GET', path: '/2020-04-22/code-signing-configs/{CodeSigningConfigArn}', status: 200 },
  input: structure('GetCodeSigningConfigRequest', { CodeSigningConfigArn: required(label(CodeSigningConfigArn)) }),
  output: structure('GetCodeSigningConfigResponse', { CodeSigningConfig: required(CodeSigningConfig) }),
  errors: ['InvalidParameterValueException', 'ServiceException', 'ResourceNotFoundException'],
  needs: onCodeSigningConfig('GetCodeSigningConfig'),
  async run(context, { CodeSigningConfigArn: arn }) {
    const { config } = await codeSigningConfig(context, arn);
    return { CodeSigningConfig: codeSigningConfigView(config) };
  },
});
