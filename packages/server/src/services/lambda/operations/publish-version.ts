import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { codeDiffers, notHere } from '../errors-functions.js';
import {
  assertRevision,
  assertSettled,
  assertUnqualified,
  changeFunction,
  unchangedVersion,
  withVersion,
} from '../function-changes.js';
import { Description, FunctionName, FunctionVersionLatestPublished, text } from '../shapes.js';
import { FunctionConfiguration } from '../structures-function.js';
import { configurationView } from '../views.js';

/**
 * Makes a version of $LATEST; if nothing has changed since the last one, answers that, whatever the description.
 * https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
export const publishVersion = operation({
  name: 'PublishVersion',
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/versions', status: 201 },
  input: structure('PublishVersionRequest', {
    FunctionName: required(label(FunctionName)),
    CodeSha256: text,
    Description,
    RevisionId: text,
    PublishTo: FunctionVersionLatestPublished,
  }),
  output: FunctionConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'CodeStorageExceededException',
    'PreconditionFailedException',
    'FunctionVersionsPerCapacityProviderLimitExceededException',
  ],
  needs: onFunction('PublishVersion'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    assertUnqualified(named);
    if (input.PublishTo !== undefined) throw notHere('Capacity providers');
    const { CodeSha256: sha256 = '', Description: description } = input;
    const { owner, version } = await changeFunction(context, named, async (current) => {
      const { latest } = current;
      assertRevision(input.RevisionId, latest);
      assertSettled(current);
      if (sha256 !== '' && sha256 !== latest.code.sha256) throw codeDiffers(sha256, latest.code.sha256);
      const unchanged = await unchangedVersion(context, current);
      if (unchanged !== undefined) return { result: { owner: current, version: unchanged } };
      const made = latest.snapStart === 'PublishedVersions' ? 'Pending' : 'Active';
      const published = withVersion(context, current, { description, made });
      return { ...published, result: published };
    });
    if (version.state === 'Pending') await context.transitions.begun(owner, version);
    return configurationView(owner, version, version.version);
  },
});
