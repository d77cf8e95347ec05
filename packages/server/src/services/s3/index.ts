import type { Objects, Registry, Tables } from '@paddock/store';
import { restXmlProtocol, S3_RULES } from '@paddock/wire';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { Authorizer } from '../../authorization/authorizer.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import type { S3Context } from './context.js';
import { finishDeletion } from './deletion.js';
import { bucketOfArn } from './domain/names.js';
import { accessDenied, entityTooLarge } from './errors.js';
import { verifyDocument } from './integrity.js';
import { largestBody } from './limits.js';
import { Blobs } from './objects/blobs.js';
import { ObjectTable } from './objects/object-table.js';
import { operations } from './operations/index.js';
import { S3Port } from './port.js';
import { resourceDirectory } from './resource-directory.js';
import { createRouting } from './routing.js';
import { namespace } from './shapes.js';
import { BucketStore } from './store.js';
import { Uploads } from './uploads/uploads.js';

export interface S3Parts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly objects: Objects;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly authorizer: Authorizer;
  readonly acting: ActingRoles;
}

export interface S3Service {
  readonly service: Service;
  readonly port: S3Port;
}

/** S3, API version 2006-03-01, in part. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export async function createS3(parts: S3Parts): Promise<S3Service> {
  const { registry, tables, clock, ids, authorizer } = parts;
  const buckets = await BucketStore.open(registry);
  const blobs = new Blobs(parts);
  const objects = new ObjectTable(tables, blobs);
  const uploads = new Uploads(tables, objects, blobs);
  const context: S3Context = {
    buckets,
    objects,
    blobs,
    uploads,
    tables,
    clock,
    ids,
    authorize: async (need, request) => authorizer.authorize(need, request, service),
  };
  const bound = new Map(operations.map((operation) => [operation.name, bind(operation, context)]));
  const service: Service = {
    name: 's3',
    signingName: 's3',
    signingRules: S3_RULES,
    shortRequestIds: true,
    extendedRequestIds: true,
    takesAnonymous: true,
    protocols: new Map(),
    restProtocol: restXmlProtocol({ xmlNamespace: namespace, verify: verifyDocument }),
    operations: bound,
    route: createRouting(bound, (bucket) => buckets.get(bucket) !== undefined),
    bodyTooLarge: () => entityTooLarge(largestBody),
    resources: resourceDirectory(buckets),
    accessDenied: (message, { resources: [arn = ''] }) => {
      // Who is denied is told why only within the bucket's account.
      const owner = buckets.get(bucketOfArn(arn) ?? '')?.value.account;
      const account = /^User: arn:[^:]*:[^:]*::(\d{12}):/.exec(message)?.[1];
      return accessDenied(account !== undefined && (owner ?? account) === account ? message : undefined);
    },
    start: async () => {
      for (const { value } of Array.from(buckets.all()))
        if (value.deleting === true) await finishDeletion(context, value);
      await uploads.resume();
      blobs.sweepSoon();
    },
    drain: async () => undefined,
    stop: async () => {
      await blobs.stop();
      buckets.close();
    },
  };
  return { service, port: new S3Port(context, parts, () => service) };
}
