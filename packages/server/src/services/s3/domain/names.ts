/** Whether a bucket may have the name. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) &&
    !reservedStarts.some((start) => name.startsWith(start)) &&
    !reservedEnds.some((end) => name.endsWith(end))
  );
}

const reservedStarts = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedEnds = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** The most bytes of UTF-8 that a key may have. */
export const longestKey = 1024;
/** Of user-defined metadata, names and values together, in bytes. */
export const mostMetadata = 2048;

export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

/** The bucket that an ARN of a bucket or of an object names; undefined for any other ARN. */
export function bucketOfArn(arn: string): string | undefined {
  const prefix = 'arn:aws:s3:::';
  if (!arn.startsWith(prefix)) return undefined;
  const slash = arn.indexOf('/', prefix.length);
  return arn.slice(prefix.length, slash < 0 ? undefined : slash);
}

/** What stands for text in the order in which S3 has it: its UTF-8 bytes, each as one character. `fromOrdered` undoes it. */
export const toOrdered = (text: string): string => Buffer.from(text).toString('latin1');
export const fromOrdered = (ordered: string): string => Buffer.from(ordered, 'latin1').toString();
