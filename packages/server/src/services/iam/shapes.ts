import { enumeration, integer, list, map, sensitive, string, wholeSeconds } from '@paddock/wire';

/** Shapes and limits of IAM's names, texts and numbers, as its API model has them. */
export const PathType = string({ min: 1, max: 512, pattern: '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)' });
export const UserNameType = string({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' });
export const ArnType = string({ min: 20, max: 2048 });
export const TagKeyType = string({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' });
export const TagValueType = string({ min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' });
export const IdType = string({ min: 16, max: 128, pattern: '[\\w]+' });
export const PermissionsBoundaryAttachmentType = enumeration('PermissionsBoundaryPolicy');
export const ExistingUserNameType = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });
export const PathPrefixType = string({ min: 1, max: 512, pattern: '\\u002F[\\u0021-\\u007F]*' });
export const MarkerType = string({ min: 1, max: 320, pattern: '[\\u0020-\\u00FF]+' });
export const MaxItemsType = integer({ min: 1, max: 1000 });
export const ResponseMarkerType = string();
export const TagKeyListType = list(TagKeyType, { max: 50, tellsNull: true });
export const GroupNameType = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });
export const AccessKeyIdType = string({ min: 16, max: 128, pattern: '[\\w]+' });
export const StatusType = enumeration('Active', 'Inactive', 'Expired');
export const AccessKeySecretType = sensitive(string());
export const StringType = string();
export const RoleNameType = string({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' });
export const PolicyDocumentType = string({ min: 1, max: 131072, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' });
export const RoleDescriptionType = string({
  max: 1000,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
});
export const RoleMaxSessionDurationType = integer({ min: 3600, max: 43200 });
export const CustomSuffixType = string({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' });
export const DeletionTaskIdType = string({ min: 1, max: 1000 });
export const DeletionTaskStatusType = enumeration('SUCCEEDED', 'IN_PROGRESS', 'FAILED', 'NOT_STARTED');
export const ReasonType = string({ max: 1000 });
export const RegionNameType = string({ min: 1, max: 100 });
export const ArnListType = list(ArnType);
export const OpenIDConnectProviderUrlType = string({ min: 1, max: 255 });
export const ClientIDType = string({ min: 1, max: 255 });
export const ClientIDListType = list(ClientIDType);
export const ThumbprintType = string({ min: 40, max: 40 });
export const ThumbprintListType = list(ThumbprintType);
export const PolicyNameType = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });
export const PolicyPathType = string({ min: 1, max: 512, pattern: '((/[A-Za-z0-9\\.,\\+@=_-]+)*)/' });
export const PolicyDescriptionType = string({ max: 1000 });
export const PolicyVersionIdType = string({ pattern: 'v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?' });
export const AttachmentCountType = integer();
export const PolicyScopeType = enumeration('All', 'AWS', 'Local');
export const PolicyUsageType = enumeration('PermissionsPolicy', 'PermissionsBoundary');
export const EntityType = enumeration('User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy');
export const ServiceNamespaceType = string({ min: 1, max: 64, pattern: '[\\w-]*' });
export const ServiceNamespaceListType = list(ServiceNamespaceType, { min: 1, max: 200 });
export const PolicyType = enumeration('INLINE', 'MANAGED');
export const PolicyOwnerEntityType = enumeration('USER', 'ROLE', 'GROUP');
export const EntityNameType = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });
export const PolicyNameListType = list(PolicyNameType);
export const SummaryKeyType = enumeration(
  'Users',
  'UsersQuota',
  'Groups',
  'GroupsQuota',
  'ServerCertificates',
  'ServerCertificatesQuota',
  'UserPolicySizeQuota',
  'GroupPolicySizeQuota',
  'GroupsPerUserQuota',
  'SigningCertificatesPerUserQuota',
  'AccessKeysPerUserQuota',
  'MFADevices',
  'MFADevicesInUse',
  'AccountMFAEnabled',
  'AccountAccessKeysPresent',
  'AccountPasswordPresent',
  'AccountSigningCertificatesPresent',
  'AttachedPoliciesPerGroupQuota',
  'AttachedPoliciesPerRoleQuota',
  'AttachedPoliciesPerUserQuota',
  'Policies',
  'PoliciesQuota',
  'PolicySizeQuota',
  'PolicyVersionsInUse',
  'PolicyVersionsInUseQuota',
  'VersionsPerPolicyQuota',
  'GlobalEndpointTokenVersion',
  'AssumeRolePolicySizeQuota',
  'InstanceProfiles',
  'InstanceProfilesQuota',
  'Providers',
  'RolePolicySizeQuota',
  'Roles',
  'RolesQuota',
);
export const SummaryValueType = integer();
export const SummaryMapType = map(SummaryKeyType, SummaryValueType);
export const AccountAliasType = string({ min: 3, max: 63, pattern: '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$' });
export const AccountAliasListType = list(AccountAliasType);
export const EntityListType = list(EntityType);
export const GroupNameListType = list(GroupNameType);
export const InstanceProfileNameType = string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' });
export const SimulationPolicyListType = list(PolicyDocumentType);
export const ContextKeyNameType = string({ min: 5, max: 256 });
export const ContextKeyNamesResultListType = list(ContextKeyNameType);
export const ActionNameType = string({ min: 3, max: 128 });
export const ActionNameListType = list(ActionNameType);
export const ResourceNameType = string({ min: 1, max: 2048 });
export const ResourceNameListType = list(ResourceNameType);
export const ContextKeyValueType = string();
export const ContextKeyValueListType = list(ContextKeyValueType);
/** In the order in which AWS names them to who gives another. */
export const ContextKeyTypeEnum = enumeration(
  'binary',
  'ipList',
  'booleanList',
  'ip',
  'boolean',
  'numericList',
  'dateList',
  'numeric',
  'date',
  'stringList',
  'string',
  'binaryList',
);
export const ResourceHandlingOptionType = string({ min: 1, max: 64 });
export const PolicyEvaluationDecisionType = enumeration('allowed', 'explicitDeny', 'implicitDeny');
export const PolicyIdentifierType = string();
export const PolicySourceType = enumeration('user', 'group', 'role', 'aws-managed', 'user-managed', 'resource', 'none');
export const LineNumber = integer();
export const ColumnNumber = integer();
export const EvalDecisionSourceType = string({ min: 3, max: 256 });
export const EvalDecisionDetailsType = map(EvalDecisionSourceType, PolicyEvaluationDecisionType);
/** IAM answers dates without fractions of a second. */
export const DateType = wholeSeconds;
