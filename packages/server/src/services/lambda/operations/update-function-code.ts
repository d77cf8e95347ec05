import { blob, boolean, type Infer, label, required, sensitive, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { givenPackage } from '../code-source.js';
import { trustedConfig } from '../code-signing.js';
import { releasePackages } from '../code-use.js';
import { assertPackagesFit } from '../configuration.js';
import { operation } from '../context.js';
import type { FunctionVersion } from '../domain/lambda-function.js';
import { invalidParameter } from '../errors.js';
import { notHere } from '../errors-functions.js';
import {
  assertRevision,
  assertSettled,
  assertUnqualified,
  changeFunction,
  unchangedVersion,
  updatedLatest,
  withVersion,
} from '../function-changes.js';
import {
  FunctionName,
  FunctionVersionLatestPublished,
  KMSKeyArn,
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  text,
} from '../shapes.js';
import { ArchitecturesList, FunctionConfiguration } from '../structures-function.js';
import { validateFunctionInput } from '../validation.js';
import { configurationView } from '../views.js';

const input = structure('UpdateFunctionCodeRequest', {
  FunctionName: required(label(FunctionName)),
  ZipFile: sensitive(blob()),
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  ImageUri: text,
  Publish: boolean,
  DryRun: boolean,
  RevisionId: text,
  Architectures: ArchitecturesList,
  SourceKMSKeyArn: KMSKeyArn,
  PublishTo: FunctionVersionLatestPublished,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const updateFunctionCode = operation({
  name: 'UpdateFunctionCode',
  http: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/code', status: 200 },
  // As CreateFunction.
  bodyLimit: 70_167_211,
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
    'CodeStorageExceededException',
    'PreconditionFailedException',
  ],
  validate: (value) => validateFunctionInput(input, value),
  needs: onFunction('UpdateFunctionCode'),
  async run(context, value, request) {
    const named = namedFunction(value, request);
    assertUnqualified(named);
    assertSupported(value);
    // What is wrong with the function is said before its package is looked at.
    const signing = await changeFunction(context, named, (owner) => {
      assertRevision(value.RevisionId, owner.latest);
      assertSettled(owner);
      return { result: owner.codeSigningConfigArn };
    });
    if (signing !== undefined) await trustedConfig(context, signing, named.name);
    const { zip, facts } = await givenPackage(context, value, named.region, request);
    const released = new Set([facts.codeSha256]);
    try {
      const made = await changeFunction(context, named, async (owner) => {
        assertRevision(value.RevisionId, owner.latest);
        assertSettled(owner);
        assertPackagesFit({ unzipped: facts.unzippedSize }, owner.latest);
        const configuration = { ...owner.latest, architecture: value.Architectures?.[0] ?? owner.latest.architecture };
        if (value.DryRun === true) {
          const code = { sha256: facts.codeSha256, size: facts.codeSize, unzipped: facts.unzippedSize };
          return { result: { owner, version: { ...configuration, code }, begun: [] } };
        }
        const { sha256, size, unzippedSize: unzipped, use } = await context.code.put(zip, facts);
        released.add(owner.latest.code.sha256);
        const update = updatedLatest(context, owner, configuration, { sha256, size, unzipped });
        const unchanged = value.Publish === true ? await unchangedVersion(context, update.owner) : undefined;
        const published =
          value.Publish === true && unchanged === undefined
            ? withVersion(context, update.owner, { description: undefined, made: 'Pending' })
            : undefined;
        const changed = published?.owner ?? update.owner;
        const version: FunctionVersion = published?.version ?? unchanged ?? changed.latest;
        return {
          owner: changed,
          also: [use, ...update.also, ...(published?.also ?? [])],
          result: { owner: changed, version, begun: [changed.latest, ...(published ? [published.version] : [])] },
        };
      });
      for (const version of made.begun) await context.transitions.begun(made.owner, version);
      const { version } = made.version;
      return configurationView(made.owner, made.version, version === '$LATEST' ? undefined : version);
    } finally {
      await releasePackages(context, released);
    }
  },
});

function assertSupported(value: Infer<typeof input>): void {
  if (value.ImageUri !== undefined)
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  if (value.PublishTo !== undefined) throw notHere('Capacity providers');
}
