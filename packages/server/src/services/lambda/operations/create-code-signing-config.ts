import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { codeSigningConfigView, putCodeSigningConfig } from '../code-signing.js';
import { Description } from '../shapes.js';
import { AllowedPublishers, CodeSigningConfig, CodeSigningPolicies, Tags } from '../structures.js';
import { assertTagCount } from '../tags.js';

const digits = 17;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateCodeSigningConfig.html */
export const createCodeSigningConfig = operation({
  name: 'CreateCodeSigningConfig',
  http: { method: 'POST', path: '/2020-04-22/code-signing-configs', status: 201 },
  input: structure('CreateCodeSigningConfigRequest', {
    Description,
    AllowedPublishers: required(AllowedPublishers),
    CodeSigningPolicies,
    Tags,
  }),
  output: structure('CreateCodeSigningConfigResponse', { CodeSigningConfig: required(CodeSigningConfig) }),
  errors: ['InvalidParameterValueException', 'ServiceException'],
  needs(_context, { Tags: tags }) {
    const keys = requestTags(tags);
    const needed = { resources: ['*'], keys };
    const tagging = tags === undefined || Object.keys(tags).length === 0 ? [] : ['lambda:TagResource'];
    return ['lambda:CreateCodeSigningConfig', ...tagging].map((action) => ({ ...needed, action }));
  },
  async run(context, input, { principal: { account }, region }) {
    assertTagCount(input.Tags ?? {});
    const config = {
      account,
      region,
      id: `csc-${context.ids.hex(digits)}`,
      description: input.Description ?? '',
      publishers: input.AllowedPublishers.SigningProfileVersionArns,
      policy: input.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? 'Warn',
      lastModified: context.clock.now(),
      tags: input.Tags ?? {},
    } as const;
    await context.store.registry.commit([putCodeSigningConfig(config, 0)]);
    return { CodeSigningConfig: codeSigningConfigView(config) };
  },
});
