import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { codeSigningConfig, deleteCodeSigningConfigChange, onCodeSigningConfig } from '../code-signing.js';
import { conflict } from '../errors.js';
import { CodeSigningConfigArn } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteCodeSigningConfig.html */
export const deleteCodeSigningConfig = operation({
  name: 'DeleteCodeSigningConfig',
  http: { method: 'DELETE', path: '/2020-04-22/code-signing-configs/{CodeSigningConfigArn}', status: 204 },
  input: structure('DeleteCodeSigningConfigRequest', { CodeSigningConfigArn: required(label(CodeSigningConfigArn)) }),
  output: structure('DeleteCodeSigningConfigResponse', {}),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'ResourceNotFoundException',
  ],
  needs: onCodeSigningConfig('DeleteCodeSigningConfig'),
  async run(context, { CodeSigningConfigArn: arn }) {
    await context.store.change(async () => {
      const { config, version } = await codeSigningConfig(context, arn);
      const users = await context.store.functions(config.account, config.region);
      if (users.some(({ codeSigningConfigArn }) => codeSigningConfigArn === arn))
        throw conflict('Cannot delete the code signing configuration because it is used by functions.');
      return { changes: [deleteCodeSigningConfigChange(config, version)], result: undefined };
    });
    return {};
  },
});
