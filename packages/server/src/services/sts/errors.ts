import { AwsError } from '@paddock/wire';

/** STS's errors, one factory for each text. docs/services/sts.md says which texts are on no public record. */
export const accessDenied = (message: string): AwsError => new AwsError('AccessDenied', message, { status: 403 });
export const validationFailed = (message: string): AwsError => new AwsError('ValidationError', message);
const invalidParameterValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message);
const invalidIdentityToken = (message: string): AwsError => new AwsError('InvalidIdentityToken', message);
const expiredWebIdentity = (message: string): AwsError => new AwsError('ExpiredTokenException', message);

// Assuming a role.

export const invalidArn = (value: string): AwsError => validationFailed(`${value} is invalid`);
export const rootMayNotAssume = (): AwsError => accessDenied('Roles may not be assumed by root accounts.');
/** Also for a role that does not exist: whether it does is not told. */
export const mayNotAssume = (caller: string, arn: string): AwsError =>
  accessDenied(`User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
export const tooLongForRole = (): AwsError =>
  validationFailed('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
export const tooLongForChain = (): AwsError =>
  validationFailed(
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  );
export const sourceIdentitySet = (): AwsError =>
  validationFailed('The source identity is already set for this assume role session');
export const contextUnsupported = (provider: string): AwsError =>
  validationFailed(`The context provider ${provider} is not supported`);

// MFA: nobody here has a device.

export const unknownDevice = (): AwsError =>
  accessDenied(
    'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
      'Please verify your MFA serial number is valid and associated with this user.',
  );
export const incompleteMfa = (): AwsError =>
  accessDenied('MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.');

// Session policies and tags.

export const malformedPolicyDocument = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message);
export const tooManyPolicyArns = (limit: number): AwsError =>
  validationFailed(`At most ${limit} managed session policies can be given`);
export const policyNotFound = (arn: string): AwsError =>
  validationFailed(`The managed session policy ${arn} does not exist`);
const packedPolicyTooLarge = (message: string): AwsError => new AwsError('PackedPolicyTooLarge', message);
export const packedTagsTooLarge = (percent: number): AwsError =>
  packedPolicyTooLarge(`Packed size of session tags consumes ${percent}% of allotted space.`);
/** Of policies, with or without tags. */
export const packedTooLarge = (percent: number): AwsError =>
  packedPolicyTooLarge(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`);
export const duplicateTags = (): AwsError =>
  invalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
export const unknownTransitiveKey = (): AwsError =>
  invalidParameterValue('The specified transitive tag key must be included in the requested tags.');
export const inheritedTag = (): AwsError =>
  invalidParameterValue(
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  );
export const reservedTag = (): AwsError =>
  invalidParameterValue('Tag keys and values cannot begin with the reserved prefix aws:');

// Sessions.

export const notWithSession = (operation: string): AwsError =>
  accessDenied(`Cannot call ${operation} with session credentials`);
export const unknownAccessKey = (): AwsError =>
  new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid', { status: 403 });
export const invalidMessage = (): AwsError =>
  new AwsError('InvalidAuthorizationMessageException', 'Message is not valid');

// Tokens of identity providers.

/** Missing role and missing trust alike. */
export const mayNotAssumeWithToken = (): AwsError =>
  accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
export const notJwt = (): AwsError =>
  invalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
export const missingClaim = (claim: string): AwsError => invalidIdentityToken(`Missing a required claim: ${claim}`);
/** `issuer` as the token has it. */
export const noProvider = (issuer: string): AwsError =>
  invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);
export const wrongAudience = (): AwsError => invalidIdentityToken('Incorrect token audience');
export const noKey = (): AwsError =>
  invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  " +
      'please reference AssumeRoleWithWebIdentity documentation for requirements',
  );
export const wrongSignature = (): AwsError => invalidIdentityToken('The signature of the token could not be verified');
/** Both in seconds since the epoch. */
export const tokenExpired = (now: number, expiration: number): AwsError =>
  expiredWebIdentity(`Token expired: current date/time ${now} must be before the expiration date/time ${expiration}`);
/** @param age seconds */
export const tokenTooOld = (age: number): AwsError => expiredWebIdentity(`Token too old: ${age}`);
export const tokenNotYetValid = (): AwsError => invalidIdentityToken('The token is not valid yet');
export const malformedTags = (): AwsError => invalidIdentityToken('The session tags of the token are malformed');
/** Login with Amazon and Facebook, whose access tokens only they can read. */
export const providerUnreachable = (): AwsError =>
  new AwsError('IDPCommunicationError', 'The identity provider could not be reached to verify the token');
export const unknownProviderId = (provider: string): AwsError =>
  validationFailed(`The provider ${provider} is not supported`);
