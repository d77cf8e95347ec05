import {
  inlinePoliciesTooLong as inlinePoliciesTooLongText,
  managedPolicyTooLong as managedPolicyTooLongText,
  trustPolicyTooLong as trustPolicyTooLongText,
} from '@paddock/policy';
import { AwsError } from '@paddock/wire';
import type { HolderKind } from './domain/entities.js';

/** IAM's errors, one factory for each text. docs/services/iam.md says which texts are on no public record. */
export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, { status: 404 });
export const entityAlreadyExists = (message: string): AwsError =>
  new AwsError('EntityAlreadyExists', message, { status: 409 });
export const deleteConflict = (message: string): AwsError => new AwsError('DeleteConflict', message, { status: 409 });
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceeded', message, { status: 409 });
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInput', message);
export const validationFailed = (message: string): AwsError => new AwsError('ValidationError', message);
export const malformedPolicyDocument = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message);
export const unmodifiableEntity = (message: string): AwsError => new AwsError('UnmodifiableEntity', message);

/** `name` as the request spelled it. */
export const entityNotFound = (kind: HolderKind, name: string): AwsError =>
  noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
export const inlinePolicyNotFound = (kind: HolderKind, name: string): AwsError =>
  noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
/** Of a user that is there, and has no password. */
export const loginProfileNotFound = (name: string): AwsError =>
  noSuchEntity(`Login Profile for User ${name} cannot be found.`);
export const passwordPolicyNotFound = (account: string): AwsError =>
  noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);
/** A service that has no credentials of its own. */
export const serviceNotSupported = (service: string): AwsError =>
  new AwsError('NotSupportedService', `No such service ${service} is supported for Service Specific Credentials`, {
    status: 404,
  });
/** The text is our guess. */
export const allUsersOrOne = (): AwsError => validationFailed('AllUsers cannot be specified together with UserName.');
export const accessKeyNotFound = (id: string): AwsError =>
  noSuchEntity(`The Access Key with id ${id} cannot be found.`);
/** GetAccessKeyLastUsed's for a key that is not the account's: it does not tell which keys exist elsewhere. */
export const accessKeyNotYours = (caller: string, id: string): AwsError =>
  new AwsError(
    'AccessDenied',
    `User: ${caller} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
    { status: 403 },
  );
/** The text is our guess. */
export const accessKeyCannotExpire = (): AwsError =>
  validationFailed(
    "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]",
  );
export const notAttachable = (arn: string): AwsError =>
  noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
/** A permissions boundary that is no managed policy. */
export const boundaryNotAttachable = (arn: string): AwsError =>
  noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
export const policyNotFound = (arn: string): AwsError => noSuchEntity(`Policy ${arn} was not found.`);
export const policyVersionNotFound = (arn: string, version: string): AwsError =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);
export const policyNameTaken = (name: string): AwsError =>
  entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
/** Policies that only the roles of AWS's services have. */
export const serviceRolePolicy = (): AwsError =>
  new AwsError('PolicyNotAttachable', 'Cannot attach a Service Role Policy to a Customer Role.');
export const tooManyPolicyVersions = (limit: number): AwsError =>
  limitExceeded(
    `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
  );
export const policyAttached = (): AwsError => deleteConflict('Cannot delete a policy attached to entities.');
export const policyHasVersions = (): AwsError =>
  deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  );
export const defaultPolicyVersion = (): AwsError => deleteConflict('Cannot delete the default version of a policy.');
/** AWS's own policies are nobody's to change, whatever the caller is allowed. `action` with its service: `iam:DeletePolicy`. */
export const awsPolicyUnchangeable = (caller: string, action: string, arn: string): AwsError =>
  new AwsError('AccessDenied', `User: ${caller} is not authorized to perform: ${action} on resource: policy ${arn}`, {
    status: 403,
  });
export const awsPolicyTags = (): AwsError => invalidInput('Tags not supported for policies in this domain');

export const aliasTaken = (alias: string): AwsError =>
  entityAlreadyExists(`The account alias ${alias} already exists.`);
/** Twelve digits would look like an account's id, though the pattern of an alias lets them pass. */
export const aliasUnfit = (): AwsError =>
  validationFailed(
    "1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
  );
export const aliasNotFound = (alias: string): AwsError =>
  noSuchEntity(`The account alias with name ${alias} cannot be found.`);
/** GetOpenIDConnectProvider's. */
export const oidcProviderNotFound = (arn: string): AwsError =>
  noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
/** Of every other operation. */
export const oidcProviderArnNotFound = (arn: string): AwsError =>
  noSuchEntity(`OpenId connect Provider ${arn} cannot be found.`);
/** Where an OIDC provider's ARN is wanted: another thing's ARN, or no ARN at all. */
export const invalidOidcProviderArn = (arn: string): AwsError =>
  /^arn:[^:]+:iam::\d{12}:[a-z-]+\//.test(arn)
    ? validationFailed('Invalid resource type in ARN')
    : invalidInput(`Invalid ARN:  ${arn}`);
/** `url` as the request had it, with its scheme. */
export const oidcUrlTaken = (url: string): AwsError => entityAlreadyExists(`Provider with url ${url} already exists.`);
export const oidcUrlWithoutHost = (): AwsError => validationFailed('Invalid Open ID Connect Provider URL');
export const oidcUrlNotHttps = (): AwsError =>
  invalidInput('Invalid Open ID Connect Provider URL. The URL must begin with https://.');
export const oidcUrlInvalid = (): AwsError => invalidInput('Invalid Open ID Connect Provider URL.');
export const tooManyThumbprints = (limit: number): AwsError =>
  invalidInput(`Thumbprint list must contain fewer than ${limit} entries.`);

/** A path that AWS keeps for service-linked roles. */
export const servicePath = (): AwsError =>
  invalidInput("Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
export const serviceRoleTaken = (name: string): AwsError =>
  invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`);
export const suffixNotAllowed = (service: string): AwsError =>
  invalidInput(`Custom suffix is not allowed for ${service}`);
export const serviceUnknown = (service: string): AwsError => invalidInput(`Invalid Service: ${service}`);
export const deletionTaskInvalid = (task: string): AwsError => invalidInput(`Invalid deletion task id: ${task}`);
export const deletionTaskNotFound = (task: string): AwsError =>
  noSuchEntity(`The deletion task with id ${task} cannot be found.`);

/** A service-linked role, which is its service's. */
export const protectedRole = (name: string): AwsError =>
  unmodifiableEntity(
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );

/** Where a policy's ARN is wanted: another text altogether, or another thing's ARN. */
export const invalidArn = (arn: string): AwsError =>
  arn.startsWith('arn:') ? invalidInput(`ARN ${arn} is not valid.`) : validationFailed(`ARN ${arn} is not valid.`);

const titles: Readonly<Record<HolderKind, string>> = { user: 'User', group: 'Group', role: 'Role' };
export const nameTaken = (kind: HolderKind, name: string): AwsError =>
  entityAlreadyExists(`${titles[kind]} with name ${name} already exists.`);

/** `rest` completes "Cannot delete entity, must …": `detach all policies`. */
export const mustFirst = (rest: string): AwsError => deleteConflict(`Cannot delete entity, must ${rest} first.`);

/** `quota` is AWS's name: `AccessKeysPerUser`. */
export const quotaExceeded = (quota: string, limit: number): AwsError =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`);
export const inlinePoliciesTooLong = (kind: HolderKind, name: string, limit: number): AwsError =>
  limitExceeded(inlinePoliciesTooLongText(limit, kind, name));
export const managedPolicyTooLong = (limit: number): AwsError => limitExceeded(managedPolicyTooLongText(limit));
export const trustPolicyTooLong = (limit: number): AwsError => limitExceeded(trustPolicyTooLongText(limit));

export const invalidMarker = (): AwsError => validationFailed('Invalid Marker.');

export const mustSpecifyUserName = (): AwsError =>
  validationFailed('Must specify userName when calling with non-User credentials');

export const duplicateTagKeys = (caseIgnored: boolean): AwsError =>
  invalidInput(`Duplicate tag keys found.${caseIgnored ? ' Please note that Tag keys are case insensitive.' : ''}`);

/** Where the ARN of a user, group or role is wanted; AWS's simulator also says so of the resource `*`. */
export const invalidEntityArn = (arn: string): AwsError =>
  invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
export const invalidResourceArn = (text: string): AwsError =>
  invalidInput(`ResourceNames are not in a valid ARN format: ${text}.`);
export const invalidResourceOwner = (text: string): AwsError =>
  invalidInput(`'${text}' is not a valid as a Resource Owner.`);
export const actionWithoutService = (): AwsError => invalidInput('The action is invalid since it is missing names');
export const callerMissing = (): AwsError => invalidInput('Invalid caller - Caller cannot be null or empty.');
export const invalidCaller = (): AwsError =>
  invalidInput('Invalid caller - Caller must be an IAM user, role or group in this context.');
export const resourceHandlingUnsupported = (action: string): AwsError =>
  invalidInput(
    `Invalid input resource handling options. Action does not support resource handling options: ${action}.`,
  );
/** `number` counts from 1. */
export const invalidPolicyInput = (number: number): AwsError =>
  invalidInput(`Policy input list item ${number} has invalid content`);
export const invalidBoundaryInput = (): AwsError =>
  invalidInput('Permissions boundary policy input list item 1 has invalid content');
export const invalidResourcePolicyInput = (): AwsError => invalidInput('Resource policy has invalid content');
export const tooManyBoundaries = (): AwsError =>
  invalidInput('The list of Permissions Boundary policies cannot exceed 1 items.');
export const invalidSimulationMarker = (): AwsError => invalidInput('Invalid marker for pagination.');
/** Ours: AWS tells no limit. */
export const simulationTooLarge = (): AwsError =>
  invalidInput(
    'The simulation of one action takes too many resources and policies. Simulate fewer resources at a time.',
  );
