import { blob, boolean, enumeration, integer, list, required, sensitive, string, structure } from '@paddock/wire';
import { ArnType, DateType, IdType, PathType, StatusType, UserNameType } from './shapes.js';
import { TagListType, User } from './structures.js';

/** Structures of what is never there (see absent.ts), as the API model of IAM has them: answers name them, and none is in any. */
const SerialNumberType = string({ min: 9, max: 256, pattern: '[\\w+=/:,.@-]+' });

const MFADevice = structure('MFADevice', {
  UserName: required(UserNameType),
  SerialNumber: required(SerialNumberType),
  EnableDate: required(DateType),
});

export const MfaDeviceListType = list(MFADevice);

export const AssignmentStatusType = enumeration('Assigned', 'Unassigned', 'Any');

const BootstrapDatum = sensitive(blob());

const VirtualMFADevice = structure('VirtualMFADevice', {
  SerialNumber: required(SerialNumberType),
  Base32StringSeed: BootstrapDatum,
  QRCodePNG: BootstrapDatum,
  User,
  EnableDate: DateType,
  Tags: TagListType,
});

export const VirtualMFADeviceListType = list(VirtualMFADevice);

const SSHPublicKeyMetadata = structure('SSHPublicKeyMetadata', {
  UserName: required(UserNameType),
  SSHPublicKeyId: required(string({ min: 20, max: 128, pattern: '[\\w]+' })),
  Status: required(StatusType),
  UploadDate: required(DateType),
});

export const SSHPublicKeyListType = list(SSHPublicKeyMetadata);

const SigningCertificate = structure('SigningCertificate', {
  UserName: required(UserNameType),
  CertificateId: required(string({ min: 24, max: 128, pattern: '[\\w]+' })),
  CertificateBody: required(string({ min: 1, max: 16384, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' })),
  Status: required(StatusType),
  UploadDate: DateType,
});

export const CertificateListType = list(SigningCertificate);

export const ServiceName = string();

const ServiceSpecificCredentialMetadata = structure('ServiceSpecificCredentialMetadata', {
  UserName: required(UserNameType),
  Status: required(StatusType),
  ServiceUserName: string({ min: 0, max: 200, pattern: '[\\w+=,.@-]*' }),
  ServiceCredentialAlias: string({ min: 0, max: 200, pattern: '[\\w+=,.@-]+' }),
  CreateDate: required(DateType),
  ExpirationDate: DateType,
  ServiceSpecificCredentialId: required(string({ min: 20, max: 128, pattern: '[\\w]+' })),
  ServiceName: required(ServiceName),
});

export const ServiceSpecificCredentialsListType = list(ServiceSpecificCredentialMetadata);

const ServerCertificateMetadata = structure('ServerCertificateMetadata', {
  Path: required(PathType),
  ServerCertificateName: required(string({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' })),
  ServerCertificateId: required(IdType),
  Arn: required(ArnType),
  UploadDate: DateType,
  Expiration: DateType,
});

export const ServerCertificateMetadataListType = list(ServerCertificateMetadata);

const SAMLProviderListEntry = structure('SAMLProviderListEntry', {
  Arn: ArnType,
  ValidUntil: DateType,
  CreateDate: DateType,
});

export const SAMLProviderListType = list(SAMLProviderListEntry);

export const LoginProfile = structure('LoginProfile', {
  UserName: required(UserNameType),
  CreateDate: required(DateType),
  PasswordResetRequired: boolean,
});

export const PasswordPolicy = structure('PasswordPolicy', {
  MinimumPasswordLength: integer({ min: 6, max: 128 }),
  RequireSymbols: boolean,
  RequireNumbers: boolean,
  RequireUppercaseCharacters: boolean,
  RequireLowercaseCharacters: boolean,
  AllowUsersToChangePassword: boolean,
  ExpirePasswords: boolean,
  MaxPasswordAge: integer({ min: 1, max: 1095 }),
  PasswordReusePrevention: integer({ min: 1, max: 24 }),
  HardExpiry: boolean,
});
