import type { AwsError } from '@paddock/wire';
import { invalidParameter, notFound, preconditionFailed } from './errors.js';

/** What is wrong with layers, in AWS's words. */
export const layerVersionTooSmall = (): AwsError => invalidParameter('Layer Version Cannot be less than 1');
export const layerVersionNotFound = (layerArn: string, version: number): AwsError =>
  notFound(`Layer version ${layerArn}:${version} does not exist.`);
export const layersOfRegion = (named: string, here: string): AwsError =>
  notFound(`Layers from '${named}' are not reachable in this region ('${here}')`);
export const layerRevisionMismatch = (): AwsError =>
  preconditionFailed(
    'The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id',
  );
