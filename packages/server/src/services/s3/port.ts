import { AwsError } from '@paddock/wire';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { Authorizer } from '../../authorization/authorizer.js';
import { serviceRequest } from '../../authorization/service-request.js';
import { rootPrincipal, type Principal } from '../../identity/principal.js';
import type { RequestContext } from '../../request-context.js';
import type { Clock } from '../../runtime/clock.js';
import type { Service } from '../../service.js';
import { assertKey, needOn } from './access.js';
import { attributesOf } from './attributes.js';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';
import { bucketArn, bucketOfArn, fromOrdered, objectArn, toOrdered } from './domain/names.js';
import { accessDenied, noSuchBucket, noSuchKey } from './errors.js';
import { listKeys } from './objects/listing.js';
import { collectionsOf, decodeEntry } from './objects/object-table.js';
import { readObject } from './objects/reading.js';
import { storeObject } from './writing.js';

interface PortParts {
  readonly acting: ActingRoles;
  readonly authorizer: Authorizer;
  readonly clock: Clock;
}

/** In whose name something is done: from nowhere in particular. */
type Acting = Pick<RequestContext, 'principal'> & Partial<RequestContext>;

const pageSize = 1000;

/** What an object begins with. */
interface Beginning {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/** What other services may ask of S3. Each of them has an interface of its own, which one of the members here satisfies. */
export class S3Port {
  readonly #context: S3Context;
  readonly #parts: PortParts;
  readonly #service: () => Service;

  constructor(context: S3Context, parts: PortParts, service: () => Service) {
    this.#context = context;
    this.#parts = parts;
    this.#service = service;
  }

  /** For exports and imports of tables, in the name of whoever asked for them. */
  readonly tableObjects = {
    refusal: async (use: {
      readonly bucket: string;
      readonly owner?: string | undefined;
      readonly account: string;
      readonly caller?: Principal | undefined;
      readonly prefix?: string | undefined;
      readonly action: 'read' | 'write';
    }): Promise<'absent' | 'denied' | undefined> => {
      const bucket = this.#find(use.bucket);
      if (bucket === undefined) return 'absent';
      if (use.owner !== undefined && use.owner !== bucket.account) return 'denied';
      const acting = { principal: use.caller ?? rootPrincipal(use.account, '') };
      const keys = objectArn(bucket.name, `${use.prefix ?? ''}*`);
      const asked =
        use.action === 'write'
          ? [['s3:PutObject', keys] as const]
          : [['s3:ListBucket', bucketArn(bucket.name)] as const, ['s3:GetObject', keys] as const];
      for (const [action, arn] of asked) if (await this.#isDenied(bucket, acting, action, arn)) return 'denied';
      return undefined;
    },
    put: async (
      name: string,
      key: string,
      body: Uint8Array,
      encryption: { readonly algorithm: 'AES256' | 'KMS'; readonly keyId?: string | undefined },
    ): Promise<void> => {
      const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: encryption.keyId };
      const attributes = attributesOf(encryption.algorithm === 'KMS' ? kms : {});
      assertKey(key);
      await storeObject(this.#context, this.#require(name), key, { body, attributes });
    },
    list: (
      name: string,
      prefix: string,
      after?: string,
    ): AsyncIterable<{ readonly key: string; readonly size: number }> => this.#list(name, prefix, after),
    read: (name: string, key: string): AsyncIterable<Uint8Array> => this.#read(name, key),
  };

  /** For on-failure destinations of event source mappings, in the name of the function's role. */
  readonly failureBuckets = {
    exists: async (name: string): Promise<boolean> => this.#find(name) !== undefined,
    put: (name: string, key: string, body: Uint8Array, roleArn: string): Promise<void> =>
      this.#putAs(name, key, body, { roleArn, sessionName: 'lambda', ContentType: 'application/octet-stream' }),
  };

  /** For destinations of asynchronous invocations, in the name of the function's role. */
  readonly invocationRecords = {
    put: (
      arn: string,
      key: string,
      body: Uint8Array,
      roleArn: string,
      owner: { readonly name: string; readonly account: string },
    ): Promise<void> =>
      this.#putAs(bucketOfArn(arn) ?? '', key, body, {
        roleArn,
        sessionName: owner.name,
        ContentType: 'application/json',
      }),
  };

  /** For packages of functions and layers, in the name of whoever brings them. */
  readonly packages = {
    object: async (
      place: { readonly region: string; readonly bucket: string; readonly key: string; readonly version?: string },
      limit: number,
      acting: Acting,
    ): Promise<Uint8Array | { readonly code: string; readonly message: string }> => {
      try {
        const bucket = this.#require(place.bucket);
        if (bucket.region !== place.region)
          return {
            code: 'PermanentRedirect',
            message: `The bucket is in this region: ${bucket.region}. Please use this region to retry the request`,
          };
        await this.#assertAllowed(bucket, acting, 's3:GetObject', objectArn(bucket.name, place.key));
        if (place.version !== undefined && place.version !== 'null')
          return { code: 'NoSuchVersion', message: 'The specified version does not exist.' };
        const read = await readObject(this.#context, bucket, place.key, ({ entry: { size } }) => ({
          start: 0,
          end: Math.min(size, limit + 1),
        }));
        if (read === undefined) throw noSuchKey(place.key);
        const { size } = read.object.entry;
        const bytes = await gathered(read.body);
        return size > limit
          ? { code: 'EntityTooLarge', message: `The object has ${size} bytes, which is more than ${limit}` }
          : bytes;
      } catch (error) {
        if (error instanceof AwsError) return { code: error.code, message: error.message };
        throw error;
      }
    },
  };

  /** For reference data of analytics applications, in the name of a role whose policies the caller has asked. */
  readonly referenceObjects = {
    /** @param limit bytes that it may have */
    read: async (arn: string, key: string, limit: number): Promise<Uint8Array | 'absent' | 'too-large'> => {
      const found = await this.#beginning(arn, key, limit + 1);
      if (found === undefined) return 'absent';
      return found.size > limit ? 'too-large' : gathered(found.body);
    },
    /** The first bytes of it, as many as are asked for. */
    beginning: async (arn: string, key: string, most: number): Promise<Beginning | 'absent'> => {
      const found = await this.#beginning(arn, key, most);
      return found === undefined ? 'absent' : { bytes: await gathered(found.body), isWhole: found.size <= most };
    },
  };

  async #beginning(
    arn: string,
    key: string,
    most: number,
  ): Promise<{ readonly size: number; readonly body: Uint8Array | AsyncIterable<Uint8Array> } | undefined> {
    const bucket = this.#find(bucketOfArn(arn) ?? '');
    if (bucket === undefined) return undefined;
    const read = await readObject(this.#context, bucket, key, ({ entry: { size } }) => ({
      start: 0,
      end: Math.min(size, most),
    }));
    return read && { size: read.object.entry.size, body: read.body };
  }

  #find(name: string): Bucket | undefined {
    const bucket = this.#context.buckets.get(name)?.value;
    return bucket?.deleting === true ? undefined : bucket;
  }

  /** @throws NoSuchBucket */
  #require(name: string): Bucket {
    const bucket = this.#find(name);
    if (bucket === undefined) throw noSuchBucket(name);
    return bucket;
  }

  /** @throws AwsError when the role cannot be assumed or may not write there */
  async #putAs(
    name: string,
    key: string,
    body: Uint8Array,
    {
      roleArn,
      sessionName,
      ContentType,
    }: { readonly roleArn: string; readonly sessionName: string; readonly ContentType: string },
  ): Promise<void> {
    const bucket = this.#require(name);
    assertKey(key);
    const session = this.#parts.acting.session({ roleArn, service: 'lambda.amazonaws.com', sessionName });
    if (session === undefined) throw accessDenied('The role cannot be assumed');
    const { principal } = session;
    const need = needOn(bucket, { principal }, 's3:PutObject', objectArn(bucket.name, key));
    const denied = await session.may(need, this.#service(), bucket.region);
    if (denied !== undefined) throw accessDenied(denied);
    await storeObject(this.#context, bucket, key, {
      body,
      attributes: attributesOf({ ContentType }),
    });
  }

  async #isDenied(bucket: Bucket, acting: Acting, action: string, arn: string): Promise<boolean> {
    try {
      await this.#assertAllowed(bucket, acting, action, arn);
      return false;
    } catch (error) {
      if (error instanceof AwsError) return true;
      throw error;
    }
  }

  async #assertAllowed(bucket: Bucket, acting: Acting, action: string, arn: string): Promise<void> {
    const request = { ...serviceRequest(acting.principal, bucket.region, this.#parts.clock), ...acting };
    await this.#parts.authorizer.authorize(needOn(bucket, acting, action, arn), request, this.#service());
  }

  async *#list(name: string, prefix: string, after?: string): AsyncGenerator<{ key: string; size: number }> {
    const { keys } = collectionsOf(this.#require(name).id);
    let last = after === undefined ? undefined : toOrdered(after);
    for (;;) {
      const wanted = { prefix: toOrdered(prefix), delimiter: '', after: last, limit: pageSize };
      const { items, isTruncated } = await listKeys(this.#context.tables, keys, wanted, decodeEntry);
      for (const item of items) {
        if (!('key' in item)) continue;
        yield { key: fromOrdered(item.key), size: item.value.size };
        last = item.key;
      }
      if (!isTruncated) return;
    }
  }

  async *#read(name: string, key: string): AsyncGenerator<Uint8Array> {
    const whole = ({ entry: { size } }: { entry: { size: number } }) => ({ start: 0, end: size });
    const read = await readObject(this.#context, this.#require(name), key, whole);
    if (read === undefined) throw noSuchKey(key);
    if (read.body instanceof Uint8Array) yield read.body;
    else yield* read.body;
  }
}

async function gathered(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
