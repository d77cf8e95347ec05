import type { AnyOperation } from '../../../operation.js';
import type { S3Context } from '../context.js';
import { abortMultipartUpload } from './abort-multipart-upload.js';
import { completeMultipartUpload } from './complete-multipart-upload.js';
import { copyObject } from './copy-object.js';
import { createBucket } from './create-bucket.js';
import { createMultipartUpload } from './create-multipart-upload.js';
import { deleteBucketPolicy } from './delete-bucket-policy.js';
import { deleteBucket } from './delete-bucket.js';
import { deleteObject } from './delete-object.js';
import { deleteObjects } from './delete-objects.js';
import { deletePublicAccessBlock } from './delete-public-access-block.js';
import { getBucketAcl } from './get-bucket-acl.js';
import { getBucketLocation } from './get-bucket-location.js';
import { getBucketPolicy } from './get-bucket-policy.js';
import { getBucketVersioning } from './get-bucket-versioning.js';
import { getObjectAcl } from './get-object-acl.js';
import { getObject } from './get-object.js';
import { getPublicAccessBlock } from './get-public-access-block.js';
import { headBucket } from './head-bucket.js';
import { headObject } from './head-object.js';
import { listBuckets } from './list-buckets.js';
import { listMultipartUploads } from './list-multipart-uploads.js';
import { listObjectsV2 } from './list-objects-v2.js';
import { listObjects } from './list-objects.js';
import { listParts } from './list-parts.js';
import { putBucketPolicy } from './put-bucket-policy.js';
import { putObject } from './put-object.js';
import { putPublicAccessBlock } from './put-public-access-block.js';
import { uploadPartCopy } from './upload-part-copy.js';
import { uploadPart } from './upload-part.js';

/** Every operation there is. */
export const operations: readonly AnyOperation<S3Context>[] = [
  abortMultipartUpload,
  completeMultipartUpload,
  copyObject,
  createBucket,
  createMultipartUpload,
  deleteBucketPolicy,
  deleteBucket,
  deleteObject,
  deleteObjects,
  deletePublicAccessBlock,
  getBucketAcl,
  getBucketLocation,
  getBucketPolicy,
  getBucketVersioning,
  getObjectAcl,
  getObject,
  getPublicAccessBlock,
  headBucket,
  headObject,
  listBuckets,
  listMultipartUploads,
  listObjectsV2,
  listObjects,
  listParts,
  putBucketPolicy,
  putObject,
  putPublicAccessBlock,
  uploadPartCopy,
  uploadPart,
];
