import { addApplicationCloudWatchLoggingOption } from './add-application-cloud-watch-logging-option.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationInputProcessingConfiguration } from './add-application-input-processing-configuration.js';
import { addApplicationOutput } from './add-application-output.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';
import { createApplication } from './create-application.js';
import { deleteApplication } from './delete-application.js';
import { deleteApplicationCloudWatchLoggingOption } from './delete-application-cloud-watch-logging-option.js';
import { deleteApplicationInputProcessingConfiguration } from './delete-application-input-processing-configuration.js';
import { deleteApplicationOutput } from './delete-application-output.js';
import { deleteApplicationReferenceDataSource } from './delete-application-reference-data-source.js';
import { describeApplication } from './describe-application.js';
import { discoverInputSchema } from './discover-input-schema.js';
import { getApplicationState } from './get-application-state.js';
import { listApplications } from './list-applications.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { startApplication } from './start-application.js';
import { stopApplication } from './stop-application.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';
import { updateApplication } from './update-application.js';
import type { AnyOperation } from '../../../../operation.js';
import type { AnalyticsContext } from '../../context.js';

/** Every operation of the API of 2015-08-14. */
export const operations: readonly AnyOperation<AnalyticsContext>[] = [
  addApplicationCloudWatchLoggingOption,
  addApplicationInput,
  addApplicationInputProcessingConfiguration,
  addApplicationOutput,
  addApplicationReferenceDataSource,
  createApplication,
  deleteApplication,
  deleteApplicationCloudWatchLoggingOption,
  deleteApplicationInputProcessingConfiguration,
  deleteApplicationOutput,
  deleteApplicationReferenceDataSource,
  describeApplication,
  discoverInputSchema,
  getApplicationState,
  listApplications,
  listTagsForResource,
  startApplication,
  stopApplication,
  tagResource,
  untagResource,
  updateApplication,
];
