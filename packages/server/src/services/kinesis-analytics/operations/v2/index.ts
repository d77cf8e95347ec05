import type { AnyOperation } from '../../../../operation.js';
import type { AnalyticsContext } from '../../context.js';
import { addApplicationCloudWatchLoggingOption } from './add-application-cloud-watch-logging-option.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationInputProcessingConfiguration } from './add-application-input-processing-configuration.js';
import { addApplicationOutput } from './add-application-output.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';
import { addApplicationVpcConfiguration } from './add-application-vpc-configuration.js';
import { createApplication } from './create-application.js';
import { createApplicationPresignedUrl } from './create-application-presigned-url.js';
import { createApplicationSnapshot } from './create-application-snapshot.js';
import { deleteApplication } from './delete-application.js';
import { deleteApplicationCloudWatchLoggingOption } from './delete-application-cloud-watch-logging-option.js';
import { deleteApplicationInputProcessingConfiguration } from './delete-application-input-processing-configuration.js';
import { deleteApplicationOutput } from './delete-application-output.js';
import { deleteApplicationReferenceDataSource } from './delete-application-reference-data-source.js';
import { deleteApplicationSnapshot } from './delete-application-snapshot.js';
import { deleteApplicationVpcConfiguration } from './delete-application-vpc-configuration.js';
import { describeApplication } from './describe-application.js';
import { describeApplicationOperation } from './describe-application-operation.js';
import { describeApplicationSnapshot } from './describe-application-snapshot.js';
import { describeApplicationVersion } from './describe-application-version.js';
import { discoverInputSchema } from './discover-input-schema.js';
import { listApplicationOperations } from './list-application-operations.js';
import { listApplicationSnapshots } from './list-application-snapshots.js';
import { listApplicationVersions } from './list-application-versions.js';
import { listApplications } from './list-applications.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { rollbackApplication } from './rollback-application.js';
import { startApplication } from './start-application.js';
import { stopApplication } from './stop-application.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';
import { updateApplication } from './update-application.js';
import { updateApplicationMaintenanceConfiguration } from './update-application-maintenance-configuration.js';

/** Every operation of the API of 2018-05-23. */
export const operations: readonly AnyOperation<AnalyticsContext>[] = [
  addApplicationCloudWatchLoggingOption,
  addApplicationInput,
  addApplicationInputProcessingConfiguration,
  addApplicationOutput,
  addApplicationReferenceDataSource,
  addApplicationVpcConfiguration,
  createApplication,
  createApplicationPresignedUrl,
  createApplicationSnapshot,
  deleteApplication,
  deleteApplicationCloudWatchLoggingOption,
  deleteApplicationInputProcessingConfiguration,
  deleteApplicationOutput,
  deleteApplicationReferenceDataSource,
  deleteApplicationSnapshot,
  deleteApplicationVpcConfiguration,
  describeApplication,
  describeApplicationOperation,
  describeApplicationSnapshot,
  describeApplicationVersion,
  discoverInputSchema,
  listApplicationOperations,
  listApplicationSnapshots,
  listApplicationVersions,
  listApplications,
  listTagsForResource,
  rollbackApplication,
  startApplication,
  stopApplication,
  tagResource,
  untagResource,
  updateApplication,
  updateApplicationMaintenanceConfiguration,
];
