import { confidential, integer, list, required, sensitive, string, structure, timestamp } from '@paddock/wire';

/** Shapes and limits that several of STS's operations have, as its API model has them. */
export const ArnType = string({
  min: 20,
  max: 2048,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+',
});
export const RoleSessionNameType = string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' });
export const SourceIdentityType = string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' });
export const RoleDurationSecondsType = integer({ min: 900, max: 43_200 });
export const DurationSecondsType = integer({ min: 900, max: 129_600 });
export const PolicyDescriptorType = structure('PolicyDescriptorType', { arn: ArnType });
export const PolicyDescriptorListType = list(PolicyDescriptorType);
/** AssumeRole's, whose only limit is the packed size. */
export const UnrestrictedSessionPolicyDocumentType = string({
  min: 1,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
});
export const SessionPolicyDocumentType = string({
  min: 1,
  max: 2048,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
});
export const TagKeyType = string({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' });
export const TagValueType = string({ min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' });
export const Tag = structure('Tag', { Key: required(TagKeyType), Value: required(TagValueType) });
export const TagListType = list(Tag, { max: 50 });
export const TagKeyListType = list(TagKeyType, { max: 50 });
export const SerialNumberType = string({ min: 9, max: 256, pattern: '[\\w+=/:,.@-]*' });
export const TokenCodeType = confidential(string({ min: 6, max: 6, pattern: '[\\d]*' }));
export const AccessKeyIdType = string({ min: 16, max: 128, pattern: '[\\w]*' });
export const NonNegativeIntegerType = integer({ min: 0 });

export const Credentials = structure('Credentials', {
  AccessKeyId: required(AccessKeyIdType),
  SecretAccessKey: required(sensitive(string())),
  SessionToken: required(confidential(string())),
  Expiration: required(timestamp),
});
export const AssumedRoleUser = structure('AssumedRoleUser', {
  AssumedRoleId: required(string({ min: 2, max: 193, pattern: '[\\w+=,.@:-]*' })),
  Arn: required(ArnType),
});
export const FederatedUser = structure('FederatedUser', {
  FederatedUserId: required(string({ min: 2, max: 193, pattern: '[\\w+=,.@\\:-]*' })),
  Arn: required(ArnType),
});
