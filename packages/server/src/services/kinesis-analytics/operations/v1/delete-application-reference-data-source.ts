import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteReference } from '../../settings/references.js';
import { Id } from '../../shapes.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DeleteApplicationReferenceDataSource.html */
export const deleteApplicationReferenceDataSource = operation({
  name: 'DeleteApplicationReferenceDataSource',
  input: structure('DeleteApplicationReferenceDataSourceRequest', { ...changeMembers, ReferenceId: required(Id) }),
  output: structure('DeleteApplicationReferenceDataSourceResponse', {}),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationReferenceDataSource'),
  run: (context, input, request) => change(context, input, request, deleteReference(input.ReferenceId)),
});
