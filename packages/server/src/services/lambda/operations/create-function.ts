import { AwsError, boolean, required, structure, type Infer } from '@paddock/wire';
import { assertOwn, namedFunction } from '../addressing.js';
import { givenPackage, type GivenPackage } from '../code-source.js';
import { releasePackages, useChanges } from '../code-use.js';
import { trustedConfig } from '../code-signing.js';
import {
  assertAvailable,
  assertPackagesFit,
  changedConfiguration,
  configurationMembers,
  defaultConfiguration,
} from '../configuration.js';
import { operation, type LambdaContext } from '../context.js';
import { functionArn } from '../domain/arns.js';
import type { Configuration, FunctionName, LambdaFunction } from '../domain/lambda-function.js';
import { functionExists, missingRuntimeOrHandler, notHere } from '../errors-functions.js';
import { pendingVersion, withVersion } from '../function-changes.js';
import { configuringNeeds } from '../function-needs.js';
import {
  CodeSigningConfigArn,
  FunctionName as FunctionNameShape,
  FunctionVersionLatestPublished,
  PackageType,
  RoleArn,
} from '../shapes.js';
import { Tags } from '../structures.js';
import { ArchitecturesList, FunctionCode, FunctionConfiguration, TenancyConfig } from '../structures-function.js';
import { assertTagCount } from '../tags.js';
import { detected, validateFunctionInput, violationTexts } from '../validation.js';
import { configurationView, type ConfigurationView } from '../views.js';

const members = {
  Role: required(RoleArn),
  ...configurationMembers,
  Code: required(FunctionCode),
  Publish: boolean,
  PackageType,
  Tags,
  CodeSigningConfigArn,
  Architectures: ArchitecturesList,
  PublishTo: FunctionVersionLatestPublished,
  TenancyConfig,
} as const;
const input = structure('CreateFunctionRequest', { FunctionName: required(FunctionNameShape), ...members });
/** A bare name is shorter than an ARN may be. */
const bareName = structure('CreateFunctionRequest', { FunctionName: required({ ...FunctionNameShape, max: 64 }) });

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createFunction = operation({
  name: 'CreateFunction',
  http: { method: 'POST', path: '/2015-03-31/functions', status: 201 },
  // A package of 50 MB in base64, and what AWS leaves for the rest.
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
    'FunctionVersionsPerCapacityProviderLimitExceededException',
  ],
  validate(value) {
    const name = value.FunctionName;
    if (typeof name === 'string' && !name.includes(':')) {
      const texts = violationTexts(bareName, { FunctionName: name });
      if (texts.length > 0) {
        const others = violationTexts(input, { ...value, FunctionName: 'name' });
        throw new AwsError('InvalidParameterValueException', detected([...texts, ...others]), typed);
      }
    }
    validateFunctionInput(input, value);
  },
  needs: (_context, value, request) => configuringNeeds('CreateFunction', value, request),
  async run(context, value, request) {
    const { account, region, name } = namedFunction(value, request);
    const named = { account, region, name };
    assertOwn(named, request);
    assertSupported(value);
    assertTagCount(value.Tags ?? {});
    const { Runtime: runtime, Handler: handler, Role: role } = value;
    if (runtime === undefined || handler === undefined) throw missingRuntimeOrHandler();
    const start = {
      ...defaultConfiguration(name, { runtime, handler, role }),
      architecture: value.Architectures?.[0] ?? 'x86_64',
    };
    const configuration = await changedConfiguration(context, named, start, value, request);
    if ((await context.store.currentFunction(named)) !== undefined) throw functionExists(name);
    if (value.CodeSigningConfigArn !== undefined) await trustedConfig(context, value.CodeSigningConfigArn, name);
    const given = await givenPackage(context, value.Code, region, request);
    assertPackagesFit({ unzipped: given.facts.unzippedSize }, configuration);
    try {
      return await make(context, named, configuration, given, value);
    } catch (error) {
      await releasePackages(context, [given.facts.codeSha256]);
      throw error;
    }
  },
});

const typed = { members: { Type: 'User' } } as const;

function assertSupported(value: Infer<typeof input>): void {
  if (value.PackageType === 'Image' || value.Code.ImageUri !== undefined)
    throw notHere('Functions of container images');
  assertAvailable(value);
  if (value.PublishTo !== undefined) throw notHere('Capacity providers');
  if (value.TenancyConfig !== undefined) throw notHere('Functions with tenant isolation');
}

async function make(
  context: LambdaContext,
  named: FunctionName,
  configuration: Configuration,
  { zip, facts }: GivenPackage,
  value: Infer<typeof input>,
): Promise<ConfigurationView> {
  const { store, code, ids, transitions } = context;
  const made = await store.change(async () => {
    if ((await store.currentFunction(named)) !== undefined) throw functionExists(named.name);
    const { sha256, size, unzippedSize, use } = await code.put(zip, facts);
    const signing =
      value.CodeSigningConfigArn && (await trustedConfig(context, value.CodeSigningConfigArn, named.name));
    const latest = pendingVersion(context, configuration, { sha256, size, unzipped: unzippedSize }, '$LATEST');
    const owner: LambdaFunction = {
      ...named,
      id: ids.requestId(),
      latest,
      nextVersion: 1,
      aliases: {},
      tags: value.Tags ?? {},
      policies: {},
      eventInvoke: {},
      urls: {},
      provisioned: {},
      scaling: {},
      runtimeManagement: {},
      ...(value.CodeSigningConfigArn === undefined ? {} : { codeSigningConfigArn: value.CodeSigningConfigArn }),
    };
    const published =
      value.Publish === true ? withVersion(context, owner, { description: undefined, made: 'Pending' }) : undefined;
    const result = { owner: published?.owner ?? owner, version: published?.version };
    return {
      changes: [
        use,
        ...(signing ? [signing] : []),
        store.putFunction(result.owner, 0),
        ...useChanges(named, undefined, latest),
        transitions.due(owner, latest),
        ...(published?.also ?? []),
      ],
      result,
    };
  });
  const { owner, version } = made;
  await transitions.begun(owner, owner.latest);
  if (version !== undefined) await transitions.begun(owner, version);
  // Even the ARN of a published version is told without its number here.
  return { ...configurationView(owner, version ?? owner.latest, undefined), FunctionArn: functionArn(named) };
}
