import { blob, confidential, list, long, sensitive, structure } from '@paddock/wire';
import {
  Architecture,
  Description,
  LayerArn,
  LayerName,
  LayerVersionArn,
  LayerVersionNumber,
  LicenseInfo,
  Runtime,
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  text,
} from './shapes.js';

/** Structures of layers. */
export const LayerVersionContentOutput = structure('LayerVersionContentOutput', {
  /** Presigned. */
  Location: confidential(text),
  CodeSha256: text,
  CodeSize: long(),
  SigningProfileVersionArn: text,
  SigningJobArn: text,
});
export const CompatibleRuntimes = list(Runtime, { min: 0, max: 15 });
export const CompatibleArchitectures = list(Architecture, { min: 0, max: 2 });
export const LayerVersionsListItem = structure('LayerVersionsListItem', {
  LayerVersionArn,
  Version: LayerVersionNumber,
  Description,
  CreatedDate: text,
  CompatibleRuntimes,
  LicenseInfo,
  CompatibleArchitectures,
});
export const LayerVersionsList = list(LayerVersionsListItem);
export const LayersListItem = structure('LayersListItem', {
  LayerName,
  LayerArn,
  LatestMatchingVersion: LayerVersionsListItem,
});
export const LayersList = list(LayersListItem);
export const LayerVersionContentInput = structure('LayerVersionContentInput', {
  S3Bucket,
  S3Key,
  S3ObjectVersion,
  ZipFile: sensitive(blob()),
});
export const GetLayerVersionResponse = structure('GetLayerVersionResponse', {
  Content: LayerVersionContentOutput,
  LayerArn,
  LayerVersionArn,
  Description,
  CreatedDate: text,
  Version: LayerVersionNumber,
  CompatibleRuntimes,
  LicenseInfo,
  CompatibleArchitectures,
});
