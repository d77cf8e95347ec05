import { boolean, list, required, structure } from '@paddock/wire';
import {
  DateType,
  PathType,
  UserNameType,
  ArnType,
  TagKeyType,
  TagValueType,
  IdType,
  PermissionsBoundaryAttachmentType,
  GroupNameType,
  AccessKeyIdType,
  StatusType,
  AccessKeySecretType,
  StringType,
  RoleNameType,
  PolicyDocumentType,
  RoleDescriptionType,
  RoleMaxSessionDurationType,
  ReasonType,
  RegionNameType,
  ArnListType,
  PolicyNameType,
  PolicyPathType,
  PolicyDescriptionType,
  PolicyVersionIdType,
  AttachmentCountType,
  ServiceNamespaceType,
  PolicyType,
  PolicyOwnerEntityType,
  EntityNameType,
  GroupNameListType,
  InstanceProfileNameType,
  ContextKeyNameType,
  ContextKeyNamesResultListType,
  ActionNameType,
  ResourceNameType,
  ContextKeyValueListType,
  ContextKeyTypeEnum,
  PolicyEvaluationDecisionType,
  PolicyIdentifierType,
  PolicySourceType,
  LineNumber,
  ColumnNumber,
  EvalDecisionDetailsType,
} from './shapes.js';

/** Structures that operations of IAM share, as its API model has them. */
export const Tag = structure('Tag', {
  Key: required(TagKeyType),
  Value: required(TagValueType),
});

export const TagListType = list(Tag, { max: 50 });

export const AttachedPermissionsBoundary = structure('AttachedPermissionsBoundary', {
  PermissionsBoundaryType: PermissionsBoundaryAttachmentType,
  PermissionsBoundaryArn: ArnType,
});

export const User = structure('User', {
  Path: required(PathType),
  UserName: required(UserNameType),
  UserId: required(IdType),
  Arn: required(ArnType),
  CreateDate: required(DateType),
  PasswordLastUsed: DateType,
  PermissionsBoundary: AttachedPermissionsBoundary,
  Tags: TagListType,
});

export const UserListType = list(User);

export const Group = structure('Group', {
  Path: required(PathType),
  GroupName: required(GroupNameType),
  GroupId: required(IdType),
  Arn: required(ArnType),
  CreateDate: required(DateType),
});

export const GroupListType = list(Group);

export const AccessKey = structure('AccessKey', {
  UserName: required(UserNameType),
  AccessKeyId: required(AccessKeyIdType),
  Status: required(StatusType),
  SecretAccessKey: required(AccessKeySecretType),
  CreateDate: DateType,
});

export const AccessKeyMetadata = structure('AccessKeyMetadata', {
  UserName: UserNameType,
  AccessKeyId: AccessKeyIdType,
  Status: StatusType,
  CreateDate: DateType,
});

export const AccessKeyMetadataListType = list(AccessKeyMetadata);

export const AccessKeyLastUsed = structure('AccessKeyLastUsed', {
  LastUsedDate: DateType,
  ServiceName: required(StringType),
  Region: required(StringType),
});

export const RoleLastUsed = structure('RoleLastUsed', {
  LastUsedDate: DateType,
  Region: StringType,
});

export const Role = structure('Role', {
  Path: required(PathType),
  RoleName: required(RoleNameType),
  RoleId: required(IdType),
  Arn: required(ArnType),
  CreateDate: required(DateType),
  AssumeRolePolicyDocument: PolicyDocumentType,
  Description: RoleDescriptionType,
  MaxSessionDuration: RoleMaxSessionDurationType,
  PermissionsBoundary: AttachedPermissionsBoundary,
  Tags: TagListType,
  RoleLastUsed: RoleLastUsed,
});

export const RoleListType = list(Role);

export const RoleUsageType = structure('RoleUsageType', {
  Region: RegionNameType,
  Resources: ArnListType,
});

export const RoleUsageListType = list(RoleUsageType);

export const DeletionTaskFailureReasonType = structure('DeletionTaskFailureReasonType', {
  Reason: ReasonType,
  RoleUsageList: RoleUsageListType,
});

export const OpenIDConnectProviderListEntry = structure('OpenIDConnectProviderListEntry', {
  Arn: ArnType,
});

export const OpenIDConnectProviderListType = list(OpenIDConnectProviderListEntry);

export const Policy = structure('Policy', {
  PolicyName: PolicyNameType,
  PolicyId: IdType,
  Arn: ArnType,
  Path: PolicyPathType,
  DefaultVersionId: PolicyVersionIdType,
  AttachmentCount: AttachmentCountType,
  PermissionsBoundaryUsageCount: AttachmentCountType,
  IsAttachable: boolean,
  Description: PolicyDescriptionType,
  CreateDate: DateType,
  UpdateDate: DateType,
  Tags: TagListType,
});

export const PolicyListType = list(Policy);

export const PolicyVersion = structure('PolicyVersion', {
  Document: PolicyDocumentType,
  VersionId: PolicyVersionIdType,
  IsDefaultVersion: boolean,
  CreateDate: DateType,
});

export const PolicyDocumentVersionListType = list(PolicyVersion);

export const AttachedPolicy = structure('AttachedPolicy', {
  PolicyName: PolicyNameType,
  PolicyArn: ArnType,
});

export const AttachedPoliciesListType = list(AttachedPolicy);

export const PolicyGroup = structure('PolicyGroup', {
  GroupName: GroupNameType,
  GroupId: IdType,
});

export const PolicyGroupListType = list(PolicyGroup);

export const PolicyUser = structure('PolicyUser', {
  UserName: UserNameType,
  UserId: IdType,
});

export const PolicyUserListType = list(PolicyUser);

export const PolicyRole = structure('PolicyRole', {
  RoleName: RoleNameType,
  RoleId: IdType,
});

export const PolicyRoleListType = list(PolicyRole);

export const PolicyGrantingServiceAccess = structure('PolicyGrantingServiceAccess', {
  PolicyName: required(PolicyNameType),
  PolicyType: required(PolicyType),
  PolicyArn: ArnType,
  EntityType: PolicyOwnerEntityType,
  EntityName: EntityNameType,
});

export const PolicyGrantingServiceAccessListType = list(PolicyGrantingServiceAccess);

export const ListPoliciesGrantingServiceAccessEntry = structure('ListPoliciesGrantingServiceAccessEntry', {
  ServiceNamespace: ServiceNamespaceType,
  Policies: PolicyGrantingServiceAccessListType,
});

export const ListPolicyGrantingServiceAccessResponseListType = list(ListPoliciesGrantingServiceAccessEntry);

export const PolicyDetail = structure('PolicyDetail', {
  PolicyName: PolicyNameType,
  PolicyDocument: PolicyDocumentType,
});

export const PolicyDetailListType = list(PolicyDetail);

export const UserDetail = structure('UserDetail', {
  Path: PathType,
  UserName: UserNameType,
  UserId: IdType,
  Arn: ArnType,
  CreateDate: DateType,
  UserPolicyList: PolicyDetailListType,
  GroupList: GroupNameListType,
  AttachedManagedPolicies: AttachedPoliciesListType,
  PermissionsBoundary: AttachedPermissionsBoundary,
  Tags: TagListType,
});

export const UserDetailListType = list(UserDetail);

export const GroupDetail = structure('GroupDetail', {
  Path: PathType,
  GroupName: GroupNameType,
  GroupId: IdType,
  Arn: ArnType,
  CreateDate: DateType,
  GroupPolicyList: PolicyDetailListType,
  AttachedManagedPolicies: AttachedPoliciesListType,
});

export const GroupDetailListType = list(GroupDetail);

export const InstanceProfile = structure('InstanceProfile', {
  Path: required(PathType),
  InstanceProfileName: required(InstanceProfileNameType),
  InstanceProfileId: required(IdType),
  Arn: required(ArnType),
  CreateDate: required(DateType),
  Roles: required(RoleListType),
  Tags: TagListType,
});

export const InstanceProfileListType = list(InstanceProfile);

export const RoleDetail = structure('RoleDetail', {
  Path: PathType,
  RoleName: RoleNameType,
  RoleId: IdType,
  Arn: ArnType,
  CreateDate: DateType,
  AssumeRolePolicyDocument: PolicyDocumentType,
  InstanceProfileList: InstanceProfileListType,
  RolePolicyList: PolicyDetailListType,
  AttachedManagedPolicies: AttachedPoliciesListType,
  PermissionsBoundary: AttachedPermissionsBoundary,
  Tags: TagListType,
  RoleLastUsed: RoleLastUsed,
});

export const RoleDetailListType = list(RoleDetail);

export const ManagedPolicyDetail = structure('ManagedPolicyDetail', {
  PolicyName: PolicyNameType,
  PolicyId: IdType,
  Arn: ArnType,
  Path: PolicyPathType,
  DefaultVersionId: PolicyVersionIdType,
  AttachmentCount: AttachmentCountType,
  PermissionsBoundaryUsageCount: AttachmentCountType,
  IsAttachable: boolean,
  Description: PolicyDescriptionType,
  CreateDate: DateType,
  UpdateDate: DateType,
  PolicyVersionList: PolicyDocumentVersionListType,
});

export const ManagedPolicyDetailListType = list(ManagedPolicyDetail);

export const ContextEntry = structure('ContextEntry', {
  ContextKeyName: ContextKeyNameType,
  ContextKeyValues: ContextKeyValueListType,
  ContextKeyType: ContextKeyTypeEnum,
});

export const ContextEntryListType = list(ContextEntry);

export const Position = structure('Position', {
  Line: LineNumber,
  Column: ColumnNumber,
});

export const Statement = structure('Statement', {
  SourcePolicyId: PolicyIdentifierType,
  SourcePolicyType: PolicySourceType,
  StartPosition: Position,
  EndPosition: Position,
});

export const StatementListType = list(Statement);

export const OrganizationsDecisionDetail = structure('OrganizationsDecisionDetail', {
  AllowedByOrganizations: boolean,
});

export const PermissionsBoundaryDecisionDetail = structure('PermissionsBoundaryDecisionDetail', {
  AllowedByPermissionsBoundary: boolean,
});

export const ResourceSpecificResult = structure('ResourceSpecificResult', {
  EvalResourceName: required(ResourceNameType),
  EvalResourceDecision: required(PolicyEvaluationDecisionType),
  MatchedStatements: StatementListType,
  MissingContextValues: ContextKeyNamesResultListType,
  EvalDecisionDetails: EvalDecisionDetailsType,
  PermissionsBoundaryDecisionDetail: PermissionsBoundaryDecisionDetail,
});

export const ResourceSpecificResultListType = list(ResourceSpecificResult);

export const EvaluationResult = structure('EvaluationResult', {
  EvalActionName: required(ActionNameType),
  EvalResourceName: ResourceNameType,
  EvalDecision: required(PolicyEvaluationDecisionType),
  MatchedStatements: StatementListType,
  MissingContextValues: ContextKeyNamesResultListType,
  OrganizationsDecisionDetail: OrganizationsDecisionDetail,
  PermissionsBoundaryDecisionDetail: PermissionsBoundaryDecisionDetail,
  EvalDecisionDetails: EvalDecisionDetailsType,
  ResourceSpecificResults: ResourceSpecificResultListType,
});

export const EvaluationResultsListType = list(EvaluationResult);
