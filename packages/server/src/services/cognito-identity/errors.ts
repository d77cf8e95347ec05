import { AwsError } from '@paddock/wire';
import type { AuthorizationNeed } from '../../request-context.js';

/** Cognito Identity's errors, one factory for each text. docs/services/cognito-identity.md says which texts are on no public record. */
export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);
export const notAuthorized = (message: string): AwsError => new AwsError('NotAuthorizedException', message);
export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
export const resourceConflict = (message: string): AwsError => new AwsError('ResourceConflictException', message);
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message);

export const poolNotFound = (id: string): AwsError => resourceNotFound(`IdentityPool '${id}' not found.`);
export const identityNotFound = (id: string): AwsError => resourceNotFound(`Identity '${id}' not found.`);

/** Where an action knows no resource this service says `*`, as not all do. */
export const accessDenied = (message: string, { action, resources }: AuthorizationNeed): AwsError => {
  const told = resources[0] === '*' ? message.replace(action, `${action} on resource: *`) : message;
  return new AwsError('AccessDeniedException', told, { capitalMessage: true });
};
/** A text that names no role, or one of another account. */
export const roleForbidden = (arn: string): AwsError => notAuthorized(`Access to Role '${arn}' is forbidden.`);

export const unauthenticatedNotSupported = (): AwsError =>
  notAuthorized('Unauthenticated access is not supported for this identity pool.');
export const identityForbidden = (id: string): AwsError => notAuthorized(`Access to Identity '${id}' is forbidden.`);
export const loginsDoNotMatch = (): AwsError =>
  notAuthorized("Logins don't match. Please include at least one valid login for this identity or identity pool.");
export const noProviders = (poolId: string): AwsError =>
  notAuthorized(`Identity pool - ${poolId} does not have identity providers configured.`);
export const unsupportedProvider = (): AwsError =>
  notAuthorized('Token is not from a supported provider of this identity pool.');
/** `what` is AWS's text, of which there are several. */
export const invalidLoginToken = (what: string): AwsError => notAuthorized(`Invalid login token. ${what}`);
export const notAnOpenIdToken = (): AwsError => invalidLoginToken('Not a valid OpenId Connect identity token.');
export const unverifiableToken = (): AwsError => invalidLoginToken("Couldn't verify signed token.");
export const notACognitoToken = (): AwsError => invalidLoginToken('Not a Cognito token.');
export const cognitoTokenGiven = (): AwsError => invalidLoginToken("Can't pass in a Cognito token.");

export const roleMappingDenied = (): AwsError => notAuthorized('The ambiguous role mapping rules denied this request.');
/** Whatever is wrong with the role: AWS does not say. */
export const invalidPoolConfiguration = (): AwsError =>
  new AwsError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  );

export const classicFlowOff = (): AwsError =>
  invalidParameter('Basic (classic) flow is not enabled, please use enhanced flow.');
export const classicFlowWithMappings = (): AwsError =>
  invalidParameter('Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.');

export const notMappable = (provider: string): AwsError =>
  invalidParameter(`(${provider}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
export const unsupportedDeveloperProvider = (): AwsError =>
  invalidParameter('This identity pool does not support the specified developer provider');

// From here on the texts are ours.

export const customRoleOfGuest = (): AwsError =>
  invalidParameter('CustomRoleArn is not supported for unauthenticated identities.');
export const customRoleForbidden = roleForbidden;
export const ambiguityNotResolved = (provider: string): AwsError =>
  invalidParameter(`AmbiguousRoleResolution is required for the RoleMapping of (${provider}).`);
export const rulesMissing = (provider: string): AwsError =>
  invalidParameter(`RulesConfiguration is required for the RoleMapping of (${provider}), whose Type is Rules.`);
export const notConfigured = (provider: string): AwsError =>
  invalidParameter(`(${provider}) is not a configured provider of this identity pool.`);
export const unknownSocialProvider = (provider: string): AwsError =>
  invalidParameter(`(${provider}) is not a supported login provider.`);
export const oidcProviderMissing = (arn: string): AwsError =>
  invalidParameter(`The OpenID Connect provider ${arn} does not exist in this account.`);
export const samlProviderMalformed = (arn: string): AwsError =>
  invalidParameter(`The ARN ${arn} does not name a SAML provider.`);
export const developerProviderFixed = (): AwsError =>
  invalidParameter('The developer provider name of an identity pool cannot be changed once it is set.');
export const tooManyPools = (limit: number): AwsError =>
  limitExceeded(`The account cannot have more than ${limit} identity pools.`);
/** @param kind `Cognito user pool` */
export const tooManyProviders = (kind: string, limit: number): AwsError =>
  limitExceeded(`An identity pool cannot have more than ${limit} ${kind} providers.`);
export const tooManyTags = (limit: number): AwsError =>
  invalidParameter(`An identity pool cannot have more than ${limit} tags.`);
export const reservedTag = (key: string): AwsError =>
  invalidParameter(`Tag key ${key} is invalid: keys that begin with aws: are reserved.`);
export const malformedArn = (arn: string): AwsError => invalidParameter(`Invalid ARN: ${arn}`);
export const invalidNextToken = (): AwsError => invalidParameter('The NextToken is invalid.');

export const twoUsersOfProvider = (): AwsError =>
  resourceConflict('The identity cannot be linked with two logins of the same provider.');
export const tooManyLogins = (limit: number): AwsError =>
  invalidParameter(`An identity cannot have more than ${limit} linked logins.`);
export const oneDeveloperUser = (): AwsError =>
  invalidParameter('Logins must have exactly one login of the developer provider of this identity pool.');
export const developerUserTaken = (user: string): AwsError =>
  new AwsError(
    'DeveloperUserAlreadyRegisteredException',
    `The developer user identifier ${user} is already registered with another identity.`,
  );
export const developerUserNotFound = (user: string): AwsError =>
  resourceNotFound(`Developer user identifier '${user}' not found.`);
export const nothingToLookUp = (): AwsError =>
  invalidParameter('Either IdentityId or DeveloperUserIdentifier must be provided.');
export const developerUserElsewhere = (user: string, identityId: string): AwsError =>
  resourceConflict(`The developer user identifier ${user} is not linked with the identity '${identityId}'.`);
