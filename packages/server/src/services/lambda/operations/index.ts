import type { AnyOperation } from '../../../operation.js';
import type { LambdaContext } from '../context.js';
import { addLayerVersionPermission } from './add-layer-version-permission.js';
import { addPermission } from './add-permission.js';
import { createAlias } from './create-alias.js';
import { createCodeSigningConfig } from './create-code-signing-config.js';
import { createEventSourceMapping } from './create-event-source-mapping.js';
import { createFunctionUrlConfig } from './create-function-url-config.js';
import { createFunction } from './create-function.js';
import { deleteAlias } from './delete-alias.js';
import { deleteCodeSigningConfig } from './delete-code-signing-config.js';
import { deleteEventSourceMapping } from './delete-event-source-mapping.js';
import { deleteFunctionCodeSigningConfig } from './delete-function-code-signing-config.js';
import { deleteFunctionConcurrency } from './delete-function-concurrency.js';
import { deleteFunctionEventInvokeConfig } from './delete-function-event-invoke-config.js';
import { deleteFunctionUrlConfig } from './delete-function-url-config.js';
import { deleteFunction } from './delete-function.js';
import { deleteLayerVersion } from './delete-layer-version.js';
import { deleteProvisionedConcurrencyConfig } from './delete-provisioned-concurrency-config.js';
import { getAccountSettings } from './get-account-settings.js';
import { getAlias } from './get-alias.js';
import { getCodeSigningConfig } from './get-code-signing-config.js';
import { getEventSourceMapping } from './get-event-source-mapping.js';
import { getFunctionCodeSigningConfig } from './get-function-code-signing-config.js';
import { getFunctionConcurrency } from './get-function-concurrency.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { getFunctionEventInvokeConfig } from './get-function-event-invoke-config.js';
import { getFunctionRecursionConfig } from './get-function-recursion-config.js';
import { getFunctionScalingConfig } from './get-function-scaling-config.js';
import { getFunctionUrlConfig } from './get-function-url-config.js';
import { getFunction } from './get-function.js';
import { getLayerVersionByArn } from './get-layer-version-by-arn.js';
import { getLayerVersionPolicy } from './get-layer-version-policy.js';
import { getLayerVersion } from './get-layer-version.js';
import { getPolicy } from './get-policy.js';
import { getProvisionedConcurrencyConfig } from './get-provisioned-concurrency-config.js';
import { getRuntimeManagementConfig } from './get-runtime-management-config.js';
import { invokeAsync } from './invoke-async.js';
import { invokeWithResponseStream } from './invoke-with-response-stream.js';
import { invoke } from './invoke.js';
import { listAliases } from './list-aliases.js';
import { listCodeSigningConfigs } from './list-code-signing-configs.js';
import { listEventSourceMappings } from './list-event-source-mappings.js';
import { listFunctionEventInvokeConfigs } from './list-function-event-invoke-configs.js';
import { listFunctionUrlConfigs } from './list-function-url-configs.js';
import { listFunctionsByCodeSigningConfig } from './list-functions-by-code-signing-config.js';
import { listFunctions } from './list-functions.js';
import { listLayerVersions } from './list-layer-versions.js';
import { listLayers } from './list-layers.js';
import { listProvisionedConcurrencyConfigs } from './list-provisioned-concurrency-configs.js';
import { listTags } from './list-tags.js';
import { listVersionsByFunction } from './list-versions-by-function.js';
import { publishLayerVersion } from './publish-layer-version.js';
import { publishVersion } from './publish-version.js';
import { putFunctionCodeSigningConfig } from './put-function-code-signing-config.js';
import { putFunctionConcurrency } from './put-function-concurrency.js';
import { putFunctionEventInvokeConfig } from './put-function-event-invoke-config.js';
import { putFunctionRecursionConfig } from './put-function-recursion-config.js';
import { putFunctionScalingConfig } from './put-function-scaling-config.js';
import { putProvisionedConcurrencyConfig } from './put-provisioned-concurrency-config.js';
import { putRuntimeManagementConfig } from './put-runtime-management-config.js';
import { removeLayerVersionPermission } from './remove-layer-version-permission.js';
import { removePermission } from './remove-permission.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';
import { updateAlias } from './update-alias.js';
import { updateCodeSigningConfig } from './update-code-signing-config.js';
import { updateEventSourceMapping } from './update-event-source-mapping.js';
import { updateFunctionCode } from './update-function-code.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';
import { updateFunctionEventInvokeConfig } from './update-function-event-invoke-config.js';
import { updateFunctionUrlConfig } from './update-function-url-config.js';

/** Every operation of Lambda that there is. docs/services/lambda.md lists the same. */
export const operations: readonly AnyOperation<LambdaContext>[] = [
  addLayerVersionPermission,
  addPermission,
  createAlias,
  createCodeSigningConfig,
  createEventSourceMapping,
  createFunction,
  createFunctionUrlConfig,
  deleteAlias,
  deleteCodeSigningConfig,
  deleteEventSourceMapping,
  deleteFunction,
  deleteFunctionCodeSigningConfig,
  deleteFunctionConcurrency,
  deleteFunctionEventInvokeConfig,
  deleteFunctionUrlConfig,
  deleteLayerVersion,
  deleteProvisionedConcurrencyConfig,
  getAccountSettings,
  getAlias,
  getCodeSigningConfig,
  getEventSourceMapping,
  getFunction,
  getFunctionCodeSigningConfig,
  getFunctionConcurrency,
  getFunctionConfiguration,
  getFunctionEventInvokeConfig,
  getFunctionRecursionConfig,
  getFunctionScalingConfig,
  getFunctionUrlConfig,
  getLayerVersion,
  getLayerVersionByArn,
  getLayerVersionPolicy,
  getPolicy,
  getProvisionedConcurrencyConfig,
  getRuntimeManagementConfig,
  invoke,
  invokeAsync,
  invokeWithResponseStream,
  listAliases,
  listCodeSigningConfigs,
  listEventSourceMappings,
  listFunctionEventInvokeConfigs,
  listFunctionUrlConfigs,
  listFunctions,
  listFunctionsByCodeSigningConfig,
  listLayerVersions,
  listLayers,
  listProvisionedConcurrencyConfigs,
  listTags,
  listVersionsByFunction,
  publishLayerVersion,
  publishVersion,
  putFunctionCodeSigningConfig,
  putFunctionConcurrency,
  putFunctionEventInvokeConfig,
  putFunctionRecursionConfig,
  putFunctionScalingConfig,
  putProvisionedConcurrencyConfig,
  putRuntimeManagementConfig,
  removeLayerVersionPermission,
  removePermission,
  tagResource,
  untagResource,
  updateAlias,
  updateCodeSigningConfig,
  updateEventSourceMapping,
  updateFunctionCode,
  updateFunctionConfiguration,
  updateFunctionEventInvokeConfig,
  updateFunctionUrlConfig,
];
