import type { ServiceFacts } from '../facts.js';

/** Amazon S3, of AWS's Service Authorization Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const s3: ServiceFacts = {
  prefix: 's3',
  name: 'Amazon S3',
  conditionKeys: {
    'aws:RequestTag/${TagKey}': 'String',
    'aws:ResourceTag/${TagKey}': 'String',
    'aws:TagKeys': 'ArrayOfString',
    's3:AccessGrantScope': 'String',
    's3:AccessGrantsInstanceArn': 'ARN',
    's3:AccessGrantsLocationScope': 'String',
    's3:AccessPointNetworkOrigin': 'String',
    's3:AccessPointTag/${TagKey}': 'String',
    's3:annotation-prefix': 'String',
    's3:authType': 'String',
    's3:BucketTag/${TagKey}': 'String',
    's3:DataAccessPointAccount': 'String',
    's3:DataAccessPointArn': 'ARN',
    's3:delimiter': 'String',
    's3:deliverySourceArn': 'ARN',
    's3:destinationRegion': 'String',
    's3:ExistingJobOperation': 'String',
    's3:ExistingJobPriority': 'Numeric',
    's3:ExistingObjectTag/<key>': 'String',
    's3:if-match': 'String',
    's3:if-none-match': 'String',
    's3:InventoryAccessibleOptionalFields': 'ArrayOfString',
    's3:isReplicationPauseRequest': 'Bool',
    's3:JobSuspendedCause': 'String',
    's3:locationconstraint': 'String',
    's3:logType': 'String',
    's3:max-annotation-results': 'Numeric',
    's3:max-keys': 'Numeric',
    's3:object-lock-event-hold': 'String',
    's3:object-lock-event-hold-duration-days': 'Numeric',
    's3:object-lock-legal-hold': 'String',
    's3:object-lock-mode': 'String',
    's3:object-lock-remaining-retention-days': 'Numeric',
    's3:object-lock-retain-until-date': 'Date',
    's3:ObjectCreationOperation': 'Bool',
    's3:prefix': 'String',
    's3:RequestJobOperation': 'String',
    's3:RequestJobPriority': 'Numeric',
    's3:RequestObjectTag/<key>': 'String',
    's3:RequestObjectTagKeys': 'ArrayOfString',
    's3:ResourceAccount': 'String',
    's3:resourceArnBeingAuthorized': 'ARN',
    's3:signatureAge': 'Numeric',
    's3:signatureversion': 'String',
    's3:TlsVersion': 'Numeric',
    's3:versionid': 'String',
    's3:x-amz-acl': 'String',
    's3:x-amz-bucket-namespace': 'String',
    's3:x-amz-content-sha256': 'String',
    's3:x-amz-copy-source': 'String',
    's3:x-amz-grant-full-control': 'String',
    's3:x-amz-grant-read': 'String',
    's3:x-amz-grant-read-acp': 'String',
    's3:x-amz-grant-write': 'String',
    's3:x-amz-grant-write-acp': 'String',
    's3:x-amz-metadata-directive': 'String',
    's3:x-amz-object-annotation-directive': 'String',
    's3:x-amz-object-if-match': 'String',
    's3:x-amz-object-ownership': 'String',
    's3:x-amz-server-side-encryption': 'String',
    's3:x-amz-server-side-encryption-aws-kms-key-id': 'ARN',
    's3:x-amz-server-side-encryption-customer-algorithm': 'String',
    's3:x-amz-storage-class': 'String',
    's3:x-amz-website-redirect-location': 'String',
  },
  resourceTypes: {
    accessgrant: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:access-grants/default/grant/${Token}',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
    accessgrantsinstance: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:access-grants/default',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
    accessgrantslocation: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:access-grants/default/location/${Token}',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
    accesspoint: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}',
      conditionKeys: [
        'aws:ResourceTag/${TagKey}',
        's3:AccessPointNetworkOrigin',
        's3:AccessPointTag/${TagKey}',
        's3:DataAccessPointAccount',
        's3:DataAccessPointArn',
      ],
    },
    accesspointobject: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}',
      conditionKeys: [
        'aws:ResourceTag/${TagKey}',
        's3:AccessPointNetworkOrigin',
        's3:AccessPointTag/${TagKey}',
        's3:BucketTag/${TagKey}',
        's3:DataAccessPointAccount',
        's3:DataAccessPointArn',
      ],
    },
    bucket: {
      arn: 'arn:${Partition}:s3:::${BucketName}',
      conditionKeys: ['aws:ResourceTag/${TagKey}', 's3:BucketTag/${TagKey}'],
    },
    job: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:job/${JobId}',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
    multiregionaccesspoint: {
      arn: 'arn:${Partition}:s3::${Account}:accesspoint/${AccessPointAlias}',
      conditionKeys: [],
    },
    multiregionaccesspointrequestarn: {
      arn: 'arn:${Partition}:s3:us-west-2:${Account}:async-request/mrap/${Operation}/${Token}',
      conditionKeys: [],
    },
    object: {
      arn: 'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
      conditionKeys: ['aws:ResourceTag/${TagKey}', 's3:BucketTag/${TagKey}'],
    },
    objectlambdaaccesspoint: {
      arn: 'arn:${Partition}:s3-object-lambda:${Region}:${Account}:accesspoint/${AccessPointName}',
      conditionKeys: [],
    },
    storagelensconfiguration: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:storage-lens/${ConfigId}',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
    storagelensgroup: {
      arn: 'arn:${Partition}:s3:${Region}:${Account}:storage-lens-group/${Name}',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'],
    },
  },
  actions: {
    AbortMultipartUpload:
      'Write | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    AllowVendedLogDeliveryForResource:
      'Read | bucket* | s3:deliverySourceArn, s3:logType, s3:resourceArnBeingAuthorized',
    AssociateAccessGrantsIdentityCenter:
      'Permissions management | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    BypassGovernanceRetention:
      'Permissions management | accesspointobject, object | s3:RequestObjectTag/<key>, s3:RequestObjectTagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-content-sha256, s3:x-amz-copy-source, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp, s3:x-amz-metadata-directive, s3:x-amz-server-side-encryption, s3:x-amz-server-side-encryption-aws-kms-key-id, s3:x-amz-server-side-encryption-customer-algorithm, s3:x-amz-storage-class, s3:x-amz-website-redirect-location',
    CreateAccessGrant:
      'Permissions management | accessgrant* | aws:RequestTag/${TagKey}, aws:ResourceTag/${TagKey}, aws:TagKeys, s3:AccessGrantScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    CreateAccessGrantsInstance:
      'Permissions management | accessgrantsinstance* | aws:RequestTag/${TagKey}, aws:ResourceTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    CreateAccessGrantsLocation:
      'Permissions management | accessgrantslocation* | aws:RequestTag/${TagKey}, aws:ResourceTag/${TagKey}, aws:TagKeys, s3:AccessGrantsLocationScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    CreateAccessPoint:
      'Write | accesspoint* | aws:RequestTag/${TagKey}, aws:ResourceTag/${TagKey}, aws:TagKeys, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:locationconstraint, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-content-sha256',
    CreateAccessPointForObjectLambda:
      'Write | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    CreateBucket:
      'Write | bucket* | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:locationconstraint, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-bucket-namespace, s3:x-amz-content-sha256, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp, s3:x-amz-object-ownership',
    CreateBucketMetadataTableConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256 | kms:DescribeKey, s3tables:CreateNamespace, s3tables:CreateTable, s3tables:CreateTableBucket, s3tables:GetTable, s3tables:PutTableBucketPolicy, s3tables:PutTableEncryption, s3tables:PutTablePolicy',
    CreateJob:
      'Write |  | aws:RequestTag/${TagKey}, aws:TagKeys, s3:RequestJobOperation, s3:RequestJobPriority, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256 | iam:PassRole',
    CreateMultiRegionAccessPoint:
      'Write | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    CreateStorageLensGroup:
      'Write |  | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessGrant:
      'Permissions management | accessgrant* | aws:ResourceTag/${TagKey}, s3:AccessGrantScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessGrantsInstance:
      'Permissions management | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessGrantsInstanceResourcePolicy:
      'Permissions management | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessGrantsLocation:
      'Permissions management | accessgrantslocation* | aws:ResourceTag/${TagKey}, s3:AccessGrantsLocationScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessPoint:
      'Write | accesspoint* | aws:ResourceTag/${TagKey}, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessPointForObjectLambda:
      'Write | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessPointPolicy:
      'Permissions management | accesspoint* | aws:ResourceTag/${TagKey}, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteAccessPointPolicyForObjectLambda:
      'Permissions management | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteBucket:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteBucketMetadataTableConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteBucketPolicy:
      'Permissions management | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteBucketWebsite:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteJobTagging:
      'Tagging | job* | s3:ExistingJobOperation, s3:ExistingJobPriority, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteMultiRegionAccessPoint:
      'Write | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    DeleteObject:
      'Write | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:if-match, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteObjectAnnotation:
      'Write | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256, s3:x-amz-object-if-match',
    DeleteObjectTagging:
      'Tagging | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteObjectVersion:
      'Write | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    DeleteObjectVersionAnnotation:
      'Write | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256, s3:x-amz-object-if-match',
    DeleteObjectVersionTagging:
      'Tagging | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    DeleteStorageLensConfiguration:
      'Write | storagelensconfiguration* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteStorageLensConfigurationTagging:
      'Tagging | storagelensconfiguration* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DeleteStorageLensGroup:
      'Write | storagelensgroup* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DescribeJob:
      'Read | job* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    DescribeMultiRegionAccessPointOperation:
      'Read | multiregionaccesspointrequestarn* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    DissociateAccessGrantsIdentityCenter:
      'Permissions management | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccelerateConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessGrant:
      'Read | accessgrant* | aws:ResourceTag/${TagKey}, s3:AccessGrantScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessGrantsInstance:
      'Read | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessGrantsInstanceForPrefix:
      'Read | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessGrantsInstanceResourcePolicy:
      'Read | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessGrantsLocation:
      'Read | accessgrantslocation* | aws:ResourceTag/${TagKey}, s3:AccessGrantsLocationScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPoint:
      'Read |  | aws:ResourceTag/${TagKey}, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointConfigurationForObjectLambda:
      'Read | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointForObjectLambda:
      'Read | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointPolicy:
      'Read | accesspoint* | aws:ResourceTag/${TagKey}, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointPolicyForObjectLambda:
      'Read | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointPolicyStatus:
      'Read | accesspoint* | aws:ResourceTag/${TagKey}, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccessPointPolicyStatusForObjectLambda:
      'Read | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAccountPublicAccessBlock:
      'Read |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetAnalyticsConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketAbac:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketAcl:
      'Read | accesspoint, bucket | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketCORS:
      'Read | accesspoint, bucket | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketLocation:
      'Read | accesspoint, bucket | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketLogging:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketMetadataTableConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketNotification:
      'Read | accesspoint, bucket | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketObjectLockConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    GetBucketOwnershipControls:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketPolicy:
      'Read | accesspoint, bucket | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketPolicyStatus:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketPublicAccessBlock:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketRequestPayment:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketTagging:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketVersioning:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetBucketWebsite:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetDataAccess:
      'Read | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetEncryptionConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetIntelligentTieringConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetInventoryConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetJobTagging:
      'Read | job* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetLifecycleConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetMetricsConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetMultiRegionAccessPoint:
      'Read | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    GetMultiRegionAccessPointPolicy:
      'Read | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    GetMultiRegionAccessPointPolicyStatus:
      'Read | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    GetMultiRegionAccessPointRoutes:
      'Read | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    GetObject:
      'Read | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectAcl:
      'Read | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectAnnotation:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectAttributes:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectLegalHold:
      'Read | accesspointobject, object | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectRetention:
      'Read | accesspointobject, object | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectTagging:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectTorrent:
      'Read | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectVersion:
      'Read | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetObjectVersionAcl:
      'Read | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetObjectVersionAnnotation:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetObjectVersionAnnotationForReplication:
      'Read | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectVersionAttributes:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetObjectVersionForReplication:
      'Read | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetObjectVersionTagging:
      'Read | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetObjectVersionTorrent:
      'Read | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    GetReplicationConfiguration:
      'Read | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetStorageLensConfiguration:
      'Read | storagelensconfiguration* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetStorageLensConfigurationTagging:
      'Read | storagelensconfiguration* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetStorageLensDashboard:
      'Read | storagelensconfiguration* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    GetStorageLensGroup:
      'Read | storagelensgroup* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    InitiateReplication: 'Write | object* | s3:ResourceAccount',
    ListAccessGrants:
      'List | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListAccessGrantsInstances:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListAccessGrantsLocations:
      'List | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListAccessPoints:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListAccessPointsForObjectLambda:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListAllMyBuckets:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListBucket:
      'List | accesspoint, bucket | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:delimiter, s3:max-keys, s3:prefix, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListBucketMultipartUploads:
      'List | bucket* | aws:ResourceTag/${TagKey}, s3:AccessGrantsInstanceArn, s3:AccessPointNetworkOrigin, s3:AccessPointTag/${TagKey}, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListBucketVersions:
      'List | accesspoint, bucket | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:delimiter, s3:max-keys, s3:prefix, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListCallerAccessGrants:
      'List | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListJobs:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListMultiRegionAccessPoints:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    ListMultipartUploadParts:
      'List | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListObjectAnnotations:
      'List | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:annotation-prefix, s3:authType, s3:max-annotation-results, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListObjectVersionAnnotations:
      'List | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:annotation-prefix, s3:authType, s3:max-annotation-results, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    ListStorageLensConfigurations:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListStorageLensGroups:
      'List |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ListTagsForResource:
      'List | accessgrant, accessgrantsinstance, accessgrantslocation, accesspoint, bucket, storagelensgroup | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ObjectOwnerOverrideToBucketOwner:
      'Permissions management | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PauseReplication:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:destinationRegion, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256 | s3:GetReplicationConfiguration, s3:PutReplicationConfiguration',
    PutAccelerateConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAccessGrantsInstanceResourcePolicy:
      'Permissions management | accessgrantsinstance* | aws:ResourceTag/${TagKey}, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAccessPointConfigurationForObjectLambda:
      'Write | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAccessPointPolicy:
      'Permissions management | accesspoint* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAccessPointPolicyForObjectLambda:
      'Permissions management | objectlambdaaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAccessPointPublicAccessBlock: 'Permissions management',
    PutAccountPublicAccessBlock:
      'Permissions management |  | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutAnalyticsConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketAbac:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketAcl:
      'Permissions management | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-content-sha256, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp',
    PutBucketCORS:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketLogging:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketNotification:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketObjectLockConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    PutBucketOwnershipControls:
      'Permissions management | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketPolicy:
      'Permissions management | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketPublicAccessBlock:
      'Permissions management | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketRequestPayment:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketTagging:
      'Tagging | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketVersioning:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutBucketWebsite:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutEncryptionConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutIntelligentTieringConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutInventoryConfiguration:
      'Write | bucket* | s3:InventoryAccessibleOptionalFields, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutJobTagging:
      'Tagging | job* | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ExistingJobOperation, s3:ExistingJobPriority, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutLifecycleConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutMetricsConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutMultiRegionAccessPointPolicy:
      'Permissions management | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    PutObject:
      'Write | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ObjectCreationOperation, s3:RequestObjectTag/<key>, s3:RequestObjectTagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:if-match, s3:if-none-match, s3:object-lock-event-hold, s3:object-lock-event-hold-duration-days, s3:object-lock-legal-hold, s3:object-lock-mode, s3:object-lock-remaining-retention-days, s3:object-lock-retain-until-date, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-content-sha256, s3:x-amz-copy-source, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp, s3:x-amz-metadata-directive, s3:x-amz-object-annotation-directive, s3:x-amz-server-side-encryption, s3:x-amz-server-side-encryption-aws-kms-key-id, s3:x-amz-server-side-encryption-customer-algorithm, s3:x-amz-storage-class, s3:x-amz-website-redirect-location',
    PutObjectAcl:
      'Permissions management | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-acl, s3:x-amz-content-sha256, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp, s3:x-amz-storage-class',
    PutObjectAnnotation:
      'Write | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256, s3:x-amz-object-if-match',
    PutObjectLegalHold:
      'Write | accesspointobject, object | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:object-lock-legal-hold, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutObjectRetention:
      'Write | accesspointobject, object | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:object-lock-event-hold, s3:object-lock-event-hold-duration-days, s3:object-lock-mode, s3:object-lock-remaining-retention-days, s3:object-lock-retain-until-date, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutObjectTagging:
      'Tagging | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:RequestObjectTag/<key>, s3:RequestObjectTagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutObjectVersionAcl:
      'Permissions management | accesspointobject, object | s3:AccessGrantsInstanceArn, s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-acl, s3:x-amz-content-sha256, s3:x-amz-grant-full-control, s3:x-amz-grant-read, s3:x-amz-grant-read-acp, s3:x-amz-grant-write, s3:x-amz-grant-write-acp, s3:x-amz-storage-class',
    PutObjectVersionAnnotation:
      'Write | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256, s3:x-amz-object-if-match',
    PutObjectVersionTagging:
      'Tagging | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:RequestObjectTag/<key>, s3:RequestObjectTagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:versionid, s3:x-amz-content-sha256',
    PutReplicationConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:isReplicationPauseRequest, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256 | iam:PassRole',
    PutStorageLensConfiguration:
      'Write |  | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    PutStorageLensConfigurationTagging:
      'Tagging | storagelensconfiguration* | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ReplicateDelete:
      'Write | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ReplicateObject:
      'Write | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:object-lock-event-hold, s3:object-lock-event-hold-duration-days, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256, s3:x-amz-server-side-encryption, s3:x-amz-server-side-encryption-aws-kms-key-id, s3:x-amz-server-side-encryption-customer-algorithm',
    ReplicateObjectAnnotation:
      'Write | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    ReplicateTags:
      'Tagging | object* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    RestoreObject:
      'Write | accesspointobject, object | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    SubmitMultiRegionAccessPointRoutes:
      'Write | multiregionaccesspoint* | s3:AccessPointNetworkOrigin, s3:DataAccessPointAccount, s3:DataAccessPointArn, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion',
    TagResource:
      'Tagging | accessgrant, accessgrantsinstance, accessgrantslocation, accesspoint, bucket, storagelensgroup | aws:RequestTag/${TagKey}, aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UntagResource:
      'Tagging | accessgrant, accessgrantsinstance, accessgrantslocation, accesspoint, bucket, storagelensgroup | aws:TagKeys, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateAccessGrantsLocation:
      'Permissions management | accessgrantslocation* | aws:ResourceTag/${TagKey}, s3:AccessGrantsLocationScope, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateBucketMetadataAnnotationTableConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateBucketMetadataInventoryTableConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256 | kms:DescribeKey, s3tables:CreateNamespace, s3tables:CreateTable, s3tables:CreateTableBucket, s3tables:GetTable, s3tables:PutTableEncryption, s3tables:PutTablePolicy',
    UpdateBucketMetadataJournalTableConfiguration:
      'Write | bucket* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateJobPriority:
      'Write | job* | s3:ExistingJobOperation, s3:ExistingJobPriority, s3:RequestJobPriority, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateJobStatus:
      'Write | job* | s3:ExistingJobOperation, s3:ExistingJobPriority, s3:JobSuspendedCause, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
    UpdateObjectEncryption:
      'Write | accesspointobject, object | s3:ExistingObjectTag/<key>, s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256, s3:x-amz-server-side-encryption, s3:x-amz-server-side-encryption-aws-kms-key-id',
    UpdateStorageLensGroup:
      'Write | storagelensgroup* | s3:ResourceAccount, s3:TlsVersion, s3:authType, s3:signatureAge, s3:signatureversion, s3:x-amz-content-sha256',
  },
};
