import { required, sensitive, string, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { accountOfArn, isArn } from '../domain/arns.js';
import {
  invalidArn,
  mayNotAssumeWithToken,
  providerUnreachable,
  tooLongForRole,
  unknownProviderId,
} from '../errors.js';
import { roleNeeds } from '../role-needs.js';
import { defaultRoleSeconds, issueRoleSession } from '../role-sessions.js';
import { checkPackedSize, sessionPolicies } from '../session-policies.js';
import { sessionTags } from '../session-tags.js';
import {
  ArnType,
  AssumedRoleUser,
  Credentials,
  NonNegativeIntegerType,
  PolicyDescriptorListType,
  RoleDurationSecondsType,
  RoleSessionNameType,
  SessionPolicyDocumentType,
  SourceIdentityType,
} from '../shapes.js';
import { assumedRoleUserView, credentialsView } from '../views.js';

/** Providers whose access tokens are no JWTs. */
const oauthProviders = ['www.amazon.com', 'graph.facebook.com'];

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
export const assumeRoleWithWebIdentity = operation({
  name: 'AssumeRoleWithWebIdentity',
  input: structure('AssumeRoleWithWebIdentityRequest', {
    RoleArn: required(ArnType),
    RoleSessionName: required(RoleSessionNameType),
    WebIdentityToken: required(sensitive(string({ min: 4, max: 20_000 }))),
    ProviderId: string({ min: 4, max: 2048 }),
    PolicyArns: PolicyDescriptorListType,
    Policy: SessionPolicyDocumentType,
    DurationSeconds: RoleDurationSecondsType,
  }),
  output: structure('AssumeRoleWithWebIdentityResponse', {
    Credentials,
    SubjectFromWebIdentityToken: string({ min: 6, max: 255 }),
    AssumedRoleUser,
    PackedPolicySize: NonNegativeIntegerType,
    Provider: string(),
    Audience: string(),
    SourceIdentity: SourceIdentityType,
  }),
  errors: [
    'MalformedPolicyDocument',
    'PackedPolicyTooLarge',
    'IDPRejectedClaim',
    'IDPCommunicationError',
    'InvalidIdentityToken',
    'ExpiredTokenException',
    'RegionDisabledException',
  ],
  unsigned: true,
  async needs({ iam, webIdentities, verified }, input, request) {
    const { RoleArn: roleArn, RoleSessionName: sessionName, WebIdentityToken: token, ProviderId: provider } = input;
    if (!isArn(roleArn)) throw invalidArn(roleArn);
    if (provider !== undefined)
      throw oauthProviders.includes(provider) ? providerUnreachable() : unknownProviderId(provider);
    const identity = await webIdentities.verify(token, accountOfArn(roleArn));
    verified.set(request, identity);
    return roleNeeds({
      action: 'sts:AssumeRoleWithWebIdentity',
      roleArn,
      role: iam.role(roleArn),
      sessionName,
      sourceIdentity: identity.sourceIdentity,
      tags: identity.tags,
      transitiveTagKeys: identity.transitiveTagKeys,
      as: { kind: 'web-identity', provider: identity.provider },
      keys: keysOf(identity.keys),
    });
  },
  run(context, input, request) {
    const role = context.iam.role(input.RoleArn);
    const identity = context.verified.get(request);
    if (role === undefined || identity === undefined) throw mayNotAssumeWithToken();
    const durationSeconds = input.DurationSeconds ?? defaultRoleSeconds;
    if (durationSeconds > role.maxSessionDuration) throw tooLongForRole();
    const { sourceIdentity } = identity;
    const limits = {
      ...sessionTags(identity.tags, identity.transitiveTagKeys, []),
      ...sessionPolicies(context.iam, role.account, input),
    };
    const PackedPolicySize = checkPackedSize(limits);
    const assumed = issueRoleSession(context, {
      role,
      sessionName: input.RoleSessionName,
      durationSeconds,
      from: 'AssumeRoleWithWebIdentity',
      federatedProvider: identity.provider,
      keys: identity.keys,
      ...limits,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    });
    return {
      Credentials: credentialsView(assumed.credentials),
      SubjectFromWebIdentityToken: identity.subject,
      AssumedRoleUser: assumedRoleUserView(assumed),
      PackedPolicySize,
      Provider: identity.provider,
      Audience: identity.audience,
      SourceIdentity: sourceIdentity,
    };
  },
});
