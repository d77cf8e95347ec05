import type { DiscoverySource } from '../discovery/contract.js';
import type { RoleResource, StartingPosition } from '../domain/application.js';
import { firehoseNotHere, invalidArgument } from '../errors.js';

/** Where DiscoverInputSchema, of either API, is to look. */
export interface GivenSource {
  readonly stream: RoleResource | undefined;
  readonly start: StartingPosition | undefined;
  readonly object: { readonly bucketArn: string; readonly fileKey: string; readonly role: string } | undefined;
}

/** @throws InvalidArgumentException for none and for two, and for what is neither a stream nor an object */
export function discoverySource({ stream, start, object }: GivenSource): DiscoverySource {
  if ((stream === undefined) === (object === undefined))
    throw invalidArgument('Exactly one of ResourceARN and S3Configuration must be specified');
  if (object !== undefined) return { kind: 'object', ...object };
  const arn = stream?.arn ?? '';
  if (/^arn:[^:]*:firehose:/.test(arn)) throw firehoseNotHere(arn);
  if (!/^arn:[^:]*:kinesis:[^:]*:\d{12}:stream\/./.test(arn))
    throw invalidArgument(`${arn} is not the ARN of a stream`);
  return { kind: 'stream', stream: { ...stream, arn }, start };
}
