import type { AnyOperation } from '../../../operation.js';
import type { LambdaContext } from '../context.js';
import { addLayerVersionPermission } from './add-layer-version-permission.js';
import { addPermission } from './add-permission.js';
import { createFunction } from './create-function.js';
import { deleteLayerVersion } from './delete-layer-version.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { getLayerVersionByArn } from './get-layer-version-by-arn.js';
import { getLayerVersionPolicy } from './get-layer-version-policy.js';
import { getLayerVersion } from './get-layer-version.js';
import { getPolicy } from './get-policy.js';
import { invokeAsync } from './invoke-async.js';
import { invokeWithResponseStream } from './invoke-with-response-stream.js';
import { invoke } from './invoke.js';
import { listLayerVersions } from './list-layer-versions.js';
import { listLayers } from './list-layers.js';
import { publishLayerVersion } from './publish-layer-version.js';
import { removeLayerVersionPermission } from './remove-layer-version-permission.js';
import { removePermission } from './remove-permission.js';

/** Every operation of Lambda that there is. docs/services/lambda.md lists the same. */
export const operations: readonly AnyOperation<LambdaContext>[] = [
  addLayerVersionPermission,
  addPermission,
  createFunction,
  deleteLayerVersion,
  getFunctionConfiguration,
  getLayerVersion,
  getLayerVersionByArn,
  getLayerVersionPolicy,
  getPolicy,
  invoke,
  invokeAsync,
  invokeWithResponseStream,
  listLayerVersions,
  listLayers,
  publishLayerVersion,
  removeLayerVersionPermission,
  removePermission,
];
