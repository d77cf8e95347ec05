import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteReference } from '../../settings/references.js';
import { ApplicationVersionId, Id, ResourceARN } from '../../shapes.js';
import { newVersion } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationReferenceDataSource.html */
export const deleteApplicationReferenceDataSource = operation({
  name: 'DeleteApplicationReferenceDataSource',
  input: structure('DeleteApplicationReferenceDataSourceRequest', {
    ...changeMembers,
    ReferenceId: required(Id),
  }),
  output: structure('DeleteApplicationReferenceDataSourceResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
  }),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationReferenceDataSource'),
  async run(context, input, request) {
    const application = await change(context, input, request, deleteReference(input.ReferenceId));
    return newVersion(application);
  },
});
