import { AwsError } from '@paddock/wire';
import { longestKey, mostMetadata } from './domain/names.js';

type Members = Readonly<Record<string, string | number>>;
const error = (code: string, message: string, status: number, members: Members = {}): AwsError =>
  new AwsError(code, message, { status, members });

export const noSuchBucket = (name: string): AwsError =>
  error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
export const noSuchKey = (key: string): AwsError =>
  error('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
export const noSuchUpload = (uploadId: string): AwsError =>
  error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: uploadId },
  );
export const noSuchPolicy = (bucket: string): AwsError =>
  error('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: bucket });
export const noPublicAccessBlock = (bucket: string): AwsError =>
  error('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', 404, {
    BucketName: bucket,
  });
export const invalidBucketName = (name: string): AwsError =>
  error('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
export const bucketExists = (name: string): AwsError =>
  error(
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    409,
    { BucketName: name },
  );
export const bucketIsYours = (name: string): AwsError =>
  error(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    409,
    { BucketName: name },
  );
export const bucketNotEmpty = (name: string): AwsError =>
  error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: name });
export const conflictingOperation = (): AwsError =>
  error(
    'OperationAborted',
    'A conflicting conditional operation is currently in progress against this resource. Please try again.',
    409,
  );
export const tooManyBuckets = (): AwsError =>
  error('TooManyBuckets', 'You have attempted to create more buckets than allowed', 400);
export const illegalLocation = (constraint: string | undefined): AwsError =>
  error(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    400,
  );
export const invalidLocation = (constraint: string): AwsError =>
  error('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
    LocationConstraint: constraint,
  });

/** The bucket is in another region than the request is signed for. */
export function elsewhere(bucket: { readonly name: string; readonly region: string }, signedFor: string): AwsError {
  const headers = { 'x-amz-bucket-region': bucket.region };
  if (signedFor !== 'us-east-1')
    return new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      {
        status: 301,
        headers,
        members: { Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
      },
    );
  return new AwsError(
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed; the region '${signedFor}' is wrong; expecting '${bucket.region}'`,
    { status: 400, headers, members: { Region: bucket.region } },
  );
}

export const accessDenied = (message = 'Access Denied'): AwsError => error('AccessDenied', message, 403);
export const invalidArgument = (message: string, name: string, value?: string): AwsError =>
  error('InvalidArgument', message, 400, {
    ArgumentName: name,
    ...(value === undefined ? {} : { ArgumentValue: value }),
  });
export const invalidRequest = (message: string): AwsError => error('InvalidRequest', message, 400);
/** Of an object that is not encrypted with a key of the customer's. */
export const keyNotApplicable = (): AwsError =>
  invalidRequest('The encryption parameters are not applicable to this object.');
export const unsupportedChecksum = (): AwsError =>
  invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, SHA1, SHA256, CRC64NVME]',
  );
/** Signature Version 2. */
export const oldSignature = (): AwsError =>
  invalidRequest('The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.');
export const invalidUri = (path: string): AwsError =>
  error('InvalidURI', "Couldn't parse the specified URI.", 400, { URI: path });
export const keyTooLong = (size: number): AwsError =>
  error('KeyTooLongError', 'Your key is too long', 400, { Size: size, MaxSizeAllowed: longestKey });
export const metadataTooLarge = (size: number): AwsError =>
  error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, {
    Size: size,
    MaxSizeAllowed: mostMetadata,
  });
export const entityTooLarge = (limit: number): AwsError =>
  error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, { MaxSizeAllowed: limit });
export const entityTooSmall = (part: { number: number; size: number; etag: string }, least: number): AwsError =>
  error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    ETag: part.etag,
    MinSizeAllowed: least,
    PartNumber: part.number,
    ProposedSize: part.size,
  });
export const invalidPart = (uploadId: string, number: number, etag: string): AwsError =>
  error(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId: uploadId, PartNumber: number, ETag: etag },
  );
export const invalidPartOrder = (uploadId: string): AwsError =>
  error(
    'InvalidPartOrder',
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
    400,
    { UploadId: uploadId },
  );
export const invalidRange = (size: number, range: string): AwsError =>
  error('InvalidRange', 'The requested range is not satisfiable', 416, {
    RangeRequested: range,
    ActualObjectSize: size,
  });
export const invalidPartNumber = (asked: number, count: number): AwsError =>
  error('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
    PartNumberRequested: asked,
    ActualPartCount: count,
  });
export const preconditionFailed = (condition: string): AwsError =>
  error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });
export const notImplemented = (members: Members = {}): AwsError =>
  error('NotImplemented', 'A header you provided implies functionality that is not implemented', 501, members);
export const methodNotAllowed = (method: string, type: string): AwsError =>
  error('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
    Method: method,
    ResourceType: type,
  });
export const invalidDigest = (value: string): AwsError =>
  error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': value });
export const badMd5 = (expected: string, calculated: string): AwsError =>
  error('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  });
export const badChecksum = (algorithm: string): AwsError =>
  error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`, 400);
export const aclsNotSupported = (): AwsError =>
  error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400);
export const invalidStorageClass = (value: string): AwsError =>
  error('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
    StorageClassRequested: value,
  });
export const malformedPolicy = (message: string): AwsError => error('MalformedPolicy', message, 400);
export const publicPolicyBlocked = (arn: string, bucket: string): AwsError =>
  accessDenied(
    `User: ${arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  );
