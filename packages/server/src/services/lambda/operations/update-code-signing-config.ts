import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changeCodeSigningConfig, codeSigningConfigView, onCodeSigningConfig } from '../code-signing.js';
import { CodeSigningConfigArn, Description } from '../shapes.js';
import { AllowedPublishers, CodeSigningConfig, CodeSigningPolicies } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateCodeSigningConfig.html */
export const updateCodeSigningConfig = operation({
  name: 'UpdateCodeSigningConfig',
  http: { method: 'PUT', path: '/2020-04-22/code-signing-configs/{CodeSigningConfigArn}', status: 200 },
  input: structure('UpdateCodeSigningConfigRequest', {
    CodeSigningConfigArn: required(label(CodeSigningConfigArn)),
    Description,
    AllowedPublishers,
    CodeSigningPolicies,
  }),
  output: structure('UpdateCodeSigningConfigResponse', { CodeSigningConfig: required(CodeSigningConfig) }),
  errors: ['InvalidParameterValueException', 'ServiceException', 'ResourceNotFoundException'],
  needs: onCodeSigningConfig('UpdateCodeSigningConfig'),
  async run(context, { CodeSigningConfigArn: arn, ...input }) {
    const config = await changeCodeSigningConfig(context, arn, (before) => ({
      ...before,
      description: input.Description ?? before.description,
      publishers: input.AllowedPublishers?.SigningProfileVersionArns ?? before.publishers,
      policy: input.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? before.policy,
      lastModified: context.clock.now(),
    }));
    return { CodeSigningConfig: codeSigningConfigView(config) };
  },
});
