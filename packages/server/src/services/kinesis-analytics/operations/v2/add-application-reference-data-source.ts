import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { addReference } from '../../settings/references.js';
import { ApplicationVersionId, ResourceARN } from '../../shapes.js';
import { ReferenceDataSource } from '../../structures-v2.js';
import { newVersion, ReferenceDataSourceDescriptions, referenceDescriptions } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationReferenceDataSource.html */
export const addApplicationReferenceDataSource = operation({
  name: 'AddApplicationReferenceDataSource',
  input: structure('AddApplicationReferenceDataSourceRequest', {
    ...changeMembers,
    ReferenceDataSource: required(ReferenceDataSource),
  }),
  output: structure('AddApplicationReferenceDataSourceResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    ReferenceDataSourceDescriptions,
  }),
  errors: changeErrors,
  needs: onApplication('AddApplicationReferenceDataSource'),
  async run(context, input, request) {
    const application = await change(context, input, request, addReference(context.checks, input.ReferenceDataSource));
    return { ...newVersion(application), ...referenceDescriptions(application) };
  },
});
