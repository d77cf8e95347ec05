import { AwsError } from '@paddock/wire';
import { creatableRuntimes } from './domain/runtime-names.js';
import { conflict, invalidParameter, invalidParameterUntyped, notFound } from './errors.js';

/** What is wrong with functions, their versions and aliases, in AWS's words. */
export const functionExists = (name: string): AwsError => conflict(`Function already exist: ${name}`);
export const updateInProgress = (arn: string): AwsError =>
  conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`);
export const wrongState = (state: string): AwsError =>
  conflict(
    `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
  );

export const functionsOnly = (): AwsError =>
  invalidParameter(
    'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
  );

export const roleNotAssumable = (): AwsError =>
  invalidParameter('The role defined for the function cannot be assumed by Lambda.');
export const missingRuntimeOrHandler = (): AwsError =>
  invalidParameter('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
export const unknownRuntime = (runtime: string): AwsError =>
  invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${creatableRuntimes.join(', ')}] or be a valid ARN`,
  );
export const endedRuntime = (runtime: string): AwsError =>
  invalidParameter(
    `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
  );
/** Ours: AWS has these. */
export const foreignRuntime = (runtime: string): AwsError =>
  invalidParameter(
    `The runtime ${runtime} is not available here. Use a nodejs, python3 or provided runtime: a custom runtime can be packaged for provided.al2023.`,
  );
/** @param what `Container images` */
export const notHere = (what: string): AwsError => invalidParameter(`${what} are not available here.`);
export const noSnapStart = (runtime: string): AwsError =>
  invalidParameter(`${runtime} is not supported for SnapStart enabled functions.`);
export const memoryTooLarge = (most: number): AwsError =>
  invalidParameter(
    `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${most}`,
  );
export const reservedVariables = (names: readonly string[]): AwsError =>
  invalidParameter(
    `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${names.join(', ')}`,
  );
export const variablesTooLarge = (measured: string): AwsError =>
  invalidParameter(
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
  );
export const levelOfText = (): AwsError =>
  invalidParameter(
    'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
  );
export const missingRolePermission = (call: string, service: string): AwsError =>
  invalidParameter(`The provided execution role does not have permissions to call ${call} on ${service}`);
export const tooManyTags = (): AwsError => invalidParameter('Number of tags exceeds resource tag limit.');
export const packagesTooLarge = (limit: number, size: number): AwsError =>
  invalidParameter(
    `Function code combined with layers exceeds the maximum allowed size of ${limit} bytes. The actual size is ${size} bytes.`,
  );

export const tooManyLayers = (most: number): AwsError => invalidParameter(`Cannot reference more than ${most} layers.`);
export const noSuchLayerVersion = (arn: string): AwsError => invalidParameter(`Layer version ${arn} does not exist.`);
export const sameLayerTwice = (one: string, other: string): AwsError =>
  invalidParameter(
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${one} and ${other} are versions of the same layer.`,
  );
export const layersOfOtherRegion = (region: string): AwsError =>
  invalidParameter(`Layers are not in the same region as the function. Layers are expected to be in region ${region}.`);

export const codeDiffers = (given: string, current: string): AwsError =>
  invalidParameter(
    `CodeSHA256 (${given}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
  );
export const aliasNotDeletable = (): AwsError => invalidParameter('Deletion of aliases is not currently supported.');
export const latestNotDeletable = (): AwsError =>
  invalidParameter('$LATEST version cannot be deleted without deleting the function.');
export const versionReferenced = (aliases: readonly string[]): AwsError =>
  conflict(`Unable to delete version because the following aliases reference it: [${aliases.join(', ')}]`);

export const aliasExists = (arn: string): AwsError => conflict(`Alias already exists: ${arn}`);
export const aliasNotFound = (arn: string): AwsError => notFound(`Alias not found: ${arn}`);
export const tooManyWeights = (): AwsError =>
  invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
export const versionRoutedTwice = (version: string): AwsError =>
  invalidParameter(
    `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
  );
export const latestNotShared = (): AwsError =>
  invalidParameterUntyped('$LATEST is not supported for an alias pointing to more than 1 version');

export const codeSigningConfigNotFound = (arn: string): AwsError =>
  new AwsError(
    'CodeSigningConfigNotFoundException',
    `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
    { status: 404, capitalMessage: true, members: { Type: 'User' } },
  );
/** Nothing is signed here. */
export const untrustedCode = (name: string): AwsError =>
  new AwsError(
    'CodeVerificationFailedException',
    `Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not configured to accept. Check the provided signature for ${name}.`,
    { status: 400, capitalMessage: true, members: { Type: 'User' } },
  );

export const reservationTooLarge = (minimum: number): AwsError =>
  invalidParameterUntyped(
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  );
/** The spaces are AWS's. */
export const reservationBelowProvisioned = (reserved: number, provisioned: number): AwsError =>
  invalidParameterUntyped(
    ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
  );
export const provisionedOverAccount = (unreserved: number): AwsError =>
  invalidParameterUntyped(
    `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
  );
export const provisionedLeavesTooLittle = (minimum: number): AwsError =>
  invalidParameterUntyped(
    `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  );
export const provisionedOverReserved = (): AwsError =>
  invalidParameter(
    'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
  );
export const provisionedLatest = (): AwsError =>
  invalidParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
export const provisionedNeedsVersion = (): AwsError =>
  invalidParameter('The function resource provided must be an alias or a published version.');
export const provisionedVersionHasOwn = (): AwsError =>
  conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
export const provisionedVersionHasAlias = (): AwsError =>
  conflict('Version is pointed by a Provisioned Concurrency alias');
export const provisionedAliasShares = (): AwsError =>
  invalidParameter('Alias with weights can not be used with Provisioned Concurrency');
export const notProvisioned = (): AwsError =>
  new AwsError(
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
    { status: 404, members: { Type: 'User' } },
  );
