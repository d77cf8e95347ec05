import { flatList, long, string, structure, timestamp } from '@paddock/wire';
import { owner } from './shapes.js';

export const contents = flatList(
  structure('Object', {
    Key: string(),
    LastModified: timestamp,
    ETag: string(),
    ChecksumAlgorithm: flatList(string()),
    ChecksumType: string(),
    Size: long(),
    Owner: owner,
    StorageClass: string(),
  }),
);
export const commonPrefixes = flatList(structure('CommonPrefix', { Prefix: string() }));
