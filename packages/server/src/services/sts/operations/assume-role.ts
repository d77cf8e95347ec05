import { list, required, string, structure, type Infer } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { operation } from '../context.js';
import { isArn, isRoleArn } from '../domain/arns.js';
import {
  contextUnsupported,
  invalidArn,
  mayNotAssume,
  rootMayNotAssume,
  sourceIdentitySet,
  tooLongForChain,
  tooLongForRole,
} from '../errors.js';
import { checkMfa } from '../mfa.js';
import { roleNeeds } from '../role-needs.js';
import { defaultRoleSeconds, issueRoleSession } from '../role-sessions.js';
import { checkPackedSize, sessionPolicies } from '../session-policies.js';
import { inheritedTags, sessionTags } from '../session-tags.js';
import {
  ArnType,
  AssumedRoleUser,
  Credentials,
  NonNegativeIntegerType,
  PolicyDescriptorListType,
  RoleDurationSecondsType,
  RoleSessionNameType,
  SerialNumberType,
  SourceIdentityType,
  TagKeyListType,
  TagListType,
  TokenCodeType,
  UnrestrictedSessionPolicyDocumentType,
} from '../shapes.js';
import { assumedRoleUserView, credentialsView } from '../views.js';

const input = structure('AssumeRoleRequest', {
  RoleArn: required(ArnType),
  RoleSessionName: required(RoleSessionNameType),
  PolicyArns: PolicyDescriptorListType,
  Policy: UnrestrictedSessionPolicyDocumentType,
  DurationSeconds: RoleDurationSecondsType,
  Tags: TagListType,
  TransitiveTagKeys: TagKeyListType,
  ExternalId: string({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
  SerialNumber: SerialNumberType,
  TokenCode: TokenCodeType,
  SourceIdentity: SourceIdentityType,
  ProvidedContexts: list(
    structure('ProvidedContext', { ProviderArn: ArnType, ContextAssertion: string({ min: 4, max: 2048 }) }),
    { min: 1, max: 5 },
  ),
});

/** A session that was itself made by assuming a role may make others of an hour at most. */
const chainedSeconds = 3600;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = operation({
  name: 'AssumeRole',
  input,
  output: structure('AssumeRoleResponse', {
    Credentials,
    AssumedRoleUser,
    PackedPolicySize: NonNegativeIntegerType,
    SourceIdentity: SourceIdentityType,
  }),
  errors: ['MalformedPolicyDocument', 'PackedPolicyTooLarge', 'RegionDisabledException', 'ExpiredTokenException'],
  needs({ iam, relaxed }, given, { principal }) {
    const { RoleArn: roleArn, Tags = [], TransitiveTagKeys = [], SourceIdentity } = given;
    if (!isArn(roleArn)) throw invalidArn(roleArn);
    if (principal.kind === 'root' && !relaxed) throw rootMayNotAssume();
    checkMfa(given);
    // What is no role has no trust policy, and nothing else may allow it.
    if (!isRoleArn(roleArn)) throw mayNotAssume(principal.arn, roleArn);
    const inherited = inheritedTags(principal.session);
    return roleNeeds({
      action: 'sts:AssumeRole',
      roleArn,
      role: iam.role(roleArn),
      sessionName: given.RoleSessionName,
      externalId: given.ExternalId,
      sourceIdentity: SourceIdentity ?? principal.session?.sourceIdentity,
      tags: [...inherited, ...Tags],
      transitiveTagKeys: [...inherited.map(({ Key }) => Key), ...TransitiveTagKeys],
    });
  },
  run(context, given, request) {
    const { principal } = request;
    const role = context.iam.role(given.RoleArn);
    if (role === undefined) throw mayNotAssume(principal.arn, given.RoleArn);
    const durationSeconds = given.DurationSeconds ?? defaultRoleSeconds;
    if (principal.kind === 'role' && durationSeconds > chainedSeconds) throw tooLongForChain();
    if (durationSeconds > role.maxSessionDuration) throw tooLongForRole();
    const [provided] = given.ProvidedContexts ?? [];
    if (provided) throw contextUnsupported(provided.ProviderArn ?? '');
    const sourceIdentity = sourceIdentityOf(given, request);
    const limits = {
      ...sessionTags(given.Tags ?? [], given.TransitiveTagKeys ?? [], inheritedTags(principal.session)),
      ...sessionPolicies(context.iam, role.account, given),
    };
    const PackedPolicySize = checkPackedSize(limits);
    const assumed = issueRoleSession(context, {
      role,
      sessionName: given.RoleSessionName,
      durationSeconds,
      from: 'AssumeRole',
      ...limits,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    });
    return {
      Credentials: credentialsView(assumed.credentials),
      AssumedRoleUser: assumedRoleUserView(assumed),
      PackedPolicySize,
      SourceIdentity: sourceIdentity,
    };
  },
});

/** Once set, it stays for as long as sessions are made from sessions. */
function sourceIdentityOf(
  { SourceIdentity: given }: Infer<typeof input>,
  { principal }: RequestContext,
): string | undefined {
  const inherited = principal.session?.sourceIdentity;
  if (given !== undefined && inherited !== undefined && given !== inherited) throw sourceIdentitySet();
  return given ?? inherited;
}
