import type { FunctionName } from '../domain/lambda-function.js';
import type { EventSources } from './index.js';
import {
  destinationNotHere,
  differentRegions,
  noAccess,
  noSuchFunction,
  noSuchStream,
  roleMayNotCall,
  sourceNotHere,
  unrecognizedSource,
} from './errors.js';
import { bucketOf } from './engine/failures.js';
import { targetOf, type Mapping, type SourceKind } from './mapping.js';
import type { SourceShard } from './sources/source.js';

/**
 * The kind of stream that an ARN names.
 * @throws InvalidParameterValueException for what is none, for other sources of AWS's, and for one of another region
 */
export function sourceKindOf(arn: string | undefined, region: string): SourceKind {
  if (arn === undefined) throw unrecognizedSource();
  const [, , service = '', home, , resource = ''] = arn.split(':');
  const kind = kindOf(service, resource, arn);
  if (kind === undefined) throw otherSources.has(service) ? sourceNotHere(service) : unrecognizedSource();
  if (home !== region) throw differentRegions();
  return kind;
}

const otherSources = new Set(['sqs', 'kafka', 'mq', 'rds', 'docdb']);

function kindOf(service: string, resource: string, arn: string): SourceKind | undefined {
  if (service === 'dynamodb') return /:table\/[^/]+\/stream\/.+$/.test(arn) ? 'dynamodb' : undefined;
  if (service !== 'kinesis' || !resource.startsWith('stream/')) return undefined;
  return resource.includes('/consumer/') ? 'consumer' : 'stream';
}

/** @throws InvalidParameterValueException when there is no such function @returns its role */
export async function assertFunction(sources: EventSources, mapping: Mapping): Promise<string> {
  const role = await sources.invoker.role(targetOf(mapping));
  if (role === undefined) throw noSuchFunction();
  return role;
}

/** @throws InvalidParameterValueException when the stream is not there, or the role may not read it @returns its shards */
export async function assertReadable(
  sources: EventSources,
  mapping: Mapping,
  role: string,
): Promise<readonly SourceShard[]> {
  const { eventSourceArn: arn, sourceKind } = mapping;
  const source = sources.source(mapping);
  const shards = await source.shards();
  if (shards === undefined) throw noSuchStream(arn);
  if ((await sources.permissions.denial(mapping, role, source.needs)) !== undefined) throw noAccess(sourceKind, arn);
  return shards;
}

/** @throws InvalidParameterValueException when the role may not write there, or there is no such bucket */
export async function assertDestination(sources: EventSources, mapping: Mapping, role: string): Promise<void> {
  const { onFailure } = mapping;
  if (onFailure === undefined) return;
  const bucket = bucketOf(onFailure);
  const bucketArn = `arn:aws:s3:::${bucket}`;
  if (sources.buckets === undefined) return;
  if (!(await sources.buckets.exists(bucket))) throw destinationNotHere(onFailure);
  const calls = [
    ['ListBucket', bucketArn],
    ['PutObject', `${bucketArn}/aws/lambda/${mapping.uuid}/*`],
  ] as const;
  for (const [call, resource] of calls) {
    const need = { action: `s3:${call}`, resources: [resource] };
    const denied = await sources.permissions.denial(mapping, role, [{ need, service: 's3' }]);
    if (denied !== undefined) throw roleMayNotCall(call, 'S3');
  }
}

/** The function as messages name it. */
export const nameOf = ({ name }: Pick<FunctionName, 'name'>, qualifier: string | undefined): string =>
  qualifier === undefined ? name : `${name}:${qualifier}`;
