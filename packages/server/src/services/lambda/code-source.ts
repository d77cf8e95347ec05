import type { Blob } from '@paddock/wire';
import type { RequestContext } from '../../request-context.js';
import { readPackage, type PackageFacts } from './code/index.js';
import type { LambdaContext } from './context.js';
import { accessDenied, invalidParameter } from './errors.js';

/** S3, as far as packages come from there. */
export interface ObjectSource {
  /**
   * The object's bytes, in the name of whoever asks for it, or why it cannot be had.
   * @param limit the most bytes that it may have
   * @param request who asks
   */
  object(
    place: ObjectPlace,
    limit: number,
    request: RequestContext,
  ): Promise<Uint8Array | { readonly code: string; readonly message: string }>;
}

export interface ObjectPlace {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
}

/** How requests say where a package is. */
export interface CodeInput {
  readonly ZipFile?: Blob | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
}

/** A package as it came, looked through. */
export interface GivenPackage {
  readonly zip: Uint8Array;
  readonly facts: PackageFacts;
}

/** Bytes that a zip in S3 may have: no more than what is in it may. */
const longestObject = 262_144_000;

/**
 * Fetches and checks a package.
 * @throws InvalidParameterValueException, AccessDeniedException, RequestEntityTooLargeException, with AWS's texts
 */
export async function givenPackage(
  context: LambdaContext,
  input: CodeInput,
  region: string,
  request: RequestContext,
): Promise<GivenPackage> {
  const { ZipFile: zipFile, S3Bucket: bucket, S3Key: key, S3ObjectVersion: version } = input;
  if (zipFile !== undefined) {
    if (bucket !== undefined || key !== undefined || version !== undefined)
      throw invalidParameter('Please do not provide other FunctionCode parameters when providing a ZipFile.');
    const zip = zipFile.bytes();
    return { zip, facts: await readPackage(zip) };
  }
  if (bucket === undefined || key === undefined) throw invalidParameter('Please provide a source for function code.');
  const place = { region, bucket, key, ...(version === undefined ? {} : { version }) };
  const zip = (await context.objectSource?.object(place, longestObject, request)) ?? noSuchBucket;
  if ('code' in zip && zip.code === 'AccessDenied')
    throw accessDenied(
      `Your access has been denied by S3, please make sure your request credentials have permission to GetObject for ${bucket}/${key}. S3 Error Code: ${zip.code}. S3 Error Message: ${zip.message}`,
    );
  if ('code' in zip)
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${zip.code}. S3 Error Message: ${zip.message}`,
    );
  return { zip, facts: await readPackage(zip, longestObject) };
}

const noSuchBucket = { code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
