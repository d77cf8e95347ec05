import { required, string, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { operation } from '../context.js';
import { federatedUserArn } from '../domain/arns.js';
import { longTermSeconds } from '../long-term-seconds.js';
import { lifetime } from '../role-sessions.js';
import { checkPackedSize, sessionPolicies } from '../session-policies.js';
import { sessionTags } from '../session-tags.js';
import {
  Credentials,
  DurationSecondsType,
  FederatedUser,
  NonNegativeIntegerType,
  PolicyDescriptorListType,
  SessionPolicyDocumentType,
  TagListType,
} from '../shapes.js';
import { credentialsView } from '../views.js';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html */
export const getFederationToken = operation({
  name: 'GetFederationToken',
  input: structure('GetFederationTokenRequest', {
    Name: required(string({ min: 2, max: 32, pattern: '[\\w+=,.@-]*' })),
    Policy: SessionPolicyDocumentType,
    PolicyArns: PolicyDescriptorListType,
    DurationSeconds: DurationSecondsType,
    Tags: TagListType,
  }),
  output: structure('GetFederationTokenResponse', {
    Credentials,
    FederatedUser,
    PackedPolicySize: NonNegativeIntegerType,
  }),
  errors: ['MalformedPolicyDocument', 'PackedPolicyTooLarge', 'RegionDisabledException'],
  needs(_context, { Name: name, Tags = [] }, { principal: { account } }): AuthorizationNeed[] {
    const resources = [federatedUserArn({ account, name })];
    const need = { action: 'sts:GetFederationToken', resources, keys: requestTags(Tags) };
    return Tags.length === 0 ? [need] : [need, { ...need, action: 'sts:TagSession' }];
  },
  run({ iam, sessions, clock }, input, { principal }) {
    const { account, kind, arn, userName, userId } = principal;
    const limits = { ...sessionTags(input.Tags ?? [], [], []), ...sessionPolicies(iam, account, input) };
    const PackedPolicySize = checkPackedSize(limits) ?? 0;
    const user = { FederatedUserId: `${account}:${input.Name}`, Arn: federatedUserArn({ account, name: input.Name }) };
    const issuer =
      kind === 'root'
        ? { kind, arn }
        : { kind: 'user' as const, arn, ...(userName === undefined ? {} : { userName, userId }) };
    const credentials = sessions.issue({
      kind: 'federated-user',
      account,
      arn: user.Arn,
      userId: user.FederatedUserId,
      session: {
        from: 'GetFederationToken',
        ...lifetime(clock, longTermSeconds(principal, input.DurationSeconds)),
        issuer,
        ...limits,
      },
    });
    return { Credentials: credentialsView(credentials), FederatedUser: user, PackedPolicySize };
  },
});
