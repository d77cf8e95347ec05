import type { Tables } from '@paddock/store';
import { operationsOf } from '../../operation.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { Blobs } from './objects/blobs.js';
import type { ObjectTable } from './objects/object-table.js';
import type { BucketStore } from './store.js';
import type { Uploads } from './uploads/uploads.js';

/** What the operations of S3 work with. */
export interface S3Context {
  readonly buckets: BucketStore;
  readonly objects: ObjectTable;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  /**
   * Asks the policies what only shows while an operation runs.
   * @throws AwsError AccessDenied
   */
  readonly authorize: (need: AuthorizationNeed, request: RequestContext) => Promise<void>;
}

export const operation = operationsOf<S3Context>();
