import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListRolePolicies,
  paginateListUserPolicies,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  type AttachedPolicy,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { collect } from '../../shared/use-aws.js';

/** Whom policies belong to. */
export interface Entity {
  readonly kind: EntityKind;
  readonly name: string;
}

export type EntityKind = 'user' | 'role' | 'group';

/** The same calls for users, roles and groups. */
export interface EntityPolicies {
  attached(): Promise<readonly AttachedPolicy[]>;
  /** The names of inline policies. */
  inline(): Promise<readonly string[]>;
  /** An inline policy's document. */
  get(policy: string): Promise<string>;
  put(policy: string, document: string): Promise<unknown>;
  remove(policy: string): Promise<unknown>;
  attach(arn: string): Promise<unknown>;
  detach(arn: string): Promise<unknown>;
}

export function policiesOf(client: IAMClient, { kind, name }: Entity): EntityPolicies {
  if (kind === 'user') return ofUser(client, name);
  return kind === 'role' ? ofRole(client, name) : ofGroup(client, name);
}

/** IAM gives documents as part of an address. */
export const decoded = (document: string | undefined): string => decodeURIComponent(document ?? '');

function ofUser(client: IAMClient, UserName: string): EntityPolicies {
  return {
    attached: () =>
      collect(paginateListAttachedUserPolicies({ client }, { UserName }), (page) => page.AttachedPolicies),
    inline: () => collect(paginateListUserPolicies({ client }, { UserName }), (page) => page.PolicyNames),
    get: async (PolicyName) =>
      decoded((await client.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument),
    put: (PolicyName, PolicyDocument) =>
      client.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
    remove: (PolicyName) => client.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
    attach: (PolicyArn) => client.send(new AttachUserPolicyCommand({ UserName, PolicyArn })),
    detach: (PolicyArn) => client.send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
  };
}

function ofRole(client: IAMClient, RoleName: string): EntityPolicies {
  return {
    attached: () =>
      collect(paginateListAttachedRolePolicies({ client }, { RoleName }), (page) => page.AttachedPolicies),
    inline: () => collect(paginateListRolePolicies({ client }, { RoleName }), (page) => page.PolicyNames),
    get: async (PolicyName) =>
      decoded((await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument),
    put: (PolicyName, PolicyDocument) =>
      client.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
    remove: (PolicyName) => client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    attach: (PolicyArn) => client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
    detach: (PolicyArn) => client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
  };
}

function ofGroup(client: IAMClient, GroupName: string): EntityPolicies {
  return {
    attached: () =>
      collect(paginateListAttachedGroupPolicies({ client }, { GroupName }), (page) => page.AttachedPolicies),
    inline: () => collect(paginateListGroupPolicies({ client }, { GroupName }), (page) => page.PolicyNames),
    get: async (PolicyName) =>
      decoded((await client.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument),
    put: (PolicyName, PolicyDocument) =>
      client.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
    remove: (PolicyName) => client.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
    attach: (PolicyArn) => client.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn })),
    detach: (PolicyArn) => client.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
  };
}
