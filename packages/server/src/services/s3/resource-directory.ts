import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { bucketArn, bucketOfArn } from './domain/names.js';
import type { BucketStore } from './store.js';

/** The policies of buckets, which are those of their objects too, and whose they are, for authorization. */
export function resourceDirectory(buckets: BucketStore): ResourceDirectory {
  const bucketAt = (arn: string) => {
    const name = bucketOfArn(arn);
    return name === undefined ? undefined : buckets.get(name)?.value;
  };
  return {
    policy: (arn) => bucketAt(arn)?.policy,
    policyHolder: (arn) => bucketArn(bucketOfArn(arn) ?? ''),
    account: (arn) => bucketAt(arn)?.account,
  };
}
