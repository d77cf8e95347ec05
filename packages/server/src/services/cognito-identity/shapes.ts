import {
  boolean,
  confidential,
  enumeration,
  integer,
  list,
  long,
  map,
  required,
  sensitive,
  string,
  structure,
  timestamp,
} from '@paddock/wire';

/** Shapes of Cognito Identity's members, with the constraints of AWS's model. */
export const ARNString = string({ min: 20, max: 2048 });
export const IdentityId = string({ min: 1, max: 55, pattern: '[\\w-]+:[0-9a-f-]+' });
export const ErrorCode = enumeration('AccessDenied', 'InternalServerError');
export const UnprocessedIdentityId = structure('UnprocessedIdentityId', {
  IdentityId,
  ErrorCode,
});
export const UnprocessedIdentityIdList = list(UnprocessedIdentityId, { max: 60 });
export const IdentityProviderName = string({ min: 1, max: 128 });
export const IdentityProviderToken = sensitive(string({ min: 1, max: 50000 }));
export const LoginsMap = map(IdentityProviderName, IdentityProviderToken, { max: 10 });
export const IdentityPoolId = string({ min: 1, max: 55, pattern: '[\\w-]+:[0-9a-f-]+' });
export const IdentityPoolName = string({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });
export const IdentityProviderId = string({ min: 1, max: 128, pattern: '[\\w.;_/-]+' });
export const IdentityProviders = map(IdentityProviderName, IdentityProviderId, { max: 10 });
export const DeveloperProviderName = string({ min: 1, max: 128, pattern: '[\\w._-]+' });
export const OIDCProviderList = list(ARNString);
export const CognitoIdentityProviderName = string({ min: 1, max: 128, pattern: '[\\w._:/-]+' });
export const CognitoIdentityProviderClientId = string({ min: 1, max: 128, pattern: '[\\w_]+' });
export const CognitoIdentityProvider = structure('CognitoIdentityProvider', {
  ProviderName: CognitoIdentityProviderName,
  ClientId: CognitoIdentityProviderClientId,
  ServerSideTokenCheck: boolean,
});
export const CognitoIdentityProviderList = list(CognitoIdentityProvider);
export const SAMLProviderList = list(ARNString);
export const TagKeysType = string({ min: 1, max: 128 });
export const TagValueType = string({ min: 0, max: 256 });
export const IdentityPoolTagsType = map(TagKeysType, TagValueType);
export const IdentityPoolShortDescription = structure('IdentityPoolShortDescription', {
  IdentityPoolId,
  IdentityPoolName,
});
export const IdentityPoolsList = list(IdentityPoolShortDescription);
export const PaginationKey = string({ min: 1, max: 65535, pattern: '[\\S]+' });
export const DeveloperUserIdentifier = string({ min: 1, max: 1024 });
export const DeveloperUserIdentifierList = list(DeveloperUserIdentifier);
export const LoginsList = list(IdentityProviderName);
export const RoleType = string({ min: 1, max: 128, pattern: '(un)?authenticated' });
export const RolesMap = map(RoleType, ARNString, { max: 2 });
export const RoleMappingType = enumeration('Token', 'Rules');
export const AmbiguousRoleResolutionType = enumeration('AuthenticatedRole', 'Deny');
export const ClaimName = string({ min: 1, max: 64, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
export const MappingRuleMatchType = enumeration('Equals', 'Contains', 'StartsWith', 'NotEqual');
export const ClaimValue = string({ min: 1, max: 128 });
export const MappingRule = structure('MappingRule', {
  Claim: required(ClaimName),
  MatchType: required(MappingRuleMatchType),
  Value: required(ClaimValue),
  RoleARN: required(ARNString),
});
export const MappingRulesList = list(MappingRule, { min: 1, max: 400 });
export const RulesConfigurationType = structure('RulesConfigurationType', {
  Rules: required(MappingRulesList),
});
export const RoleMapping = structure('RoleMapping', {
  Type: required(RoleMappingType),
  AmbiguousRoleResolution: AmbiguousRoleResolutionType,
  RulesConfiguration: RulesConfigurationType,
});
export const RoleMappingMap = map(IdentityProviderName, RoleMapping, { max: 10 });
export const PrincipalTagID = string({ min: 1, max: 128 });
export const PrincipalTagValue = string({ min: 1, max: 256 });
export const PrincipalTags = map(PrincipalTagID, PrincipalTagValue, { max: 50 });
export const TokenDuration = long({ min: 1, max: 86400 });
export const AccessKeyString = string();
export const SecretKeyString = sensitive(string());
export const SessionTokenString = confidential(string());
export const Credentials = structure('Credentials', {
  AccessKeyId: AccessKeyString,
  SecretKey: SecretKeyString,
  SessionToken: SessionTokenString,
  Expiration: timestamp,
});
export const IdentityDescription = structure('IdentityDescription', {
  IdentityId,
  Logins: LoginsList,
  CreationDate: timestamp,
  LastModifiedDate: timestamp,
});
export const IdentitiesList = list(IdentityDescription);
export const AccountId = string({ min: 1, max: 15, pattern: '\\d+' });
export const QueryLimit = integer({ min: 1, max: 60 });
export const OIDCToken = sensitive(string());
export const IdentityPoolTagsListType = list(TagKeysType);
export const IdentityIdList = list(IdentityId, { min: 1, max: 60 });

/** What CreateIdentityPool, DescribeIdentityPool and UpdateIdentityPool answer, and the last one takes. */
export const IdentityPool = structure('IdentityPool', {
  IdentityPoolId: required(IdentityPoolId),
  IdentityPoolName: required(IdentityPoolName),
  AllowUnauthenticatedIdentities: required(boolean),
  AllowClassicFlow: boolean,
  SupportedLoginProviders: IdentityProviders,
  DeveloperProviderName,
  OpenIdConnectProviderARNs: OIDCProviderList,
  CognitoIdentityProviders: CognitoIdentityProviderList,
  SamlProviderARNs: SAMLProviderList,
  IdentityPoolTags: IdentityPoolTagsType,
});
