import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { addReference } from '../../settings/references.js';
import { ReferenceDataSource } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_AddApplicationReferenceDataSource.html */
export const addApplicationReferenceDataSource = operation({
  name: 'AddApplicationReferenceDataSource',
  input: structure('AddApplicationReferenceDataSourceRequest', {
    ...changeMembers,
    ReferenceDataSource: required(ReferenceDataSource),
  }),
  output: structure('AddApplicationReferenceDataSourceResponse', {}),
  errors: changeErrors,
  needs: onApplicationWithRoles('AddApplicationReferenceDataSource'),
  run: (context, input, request) =>
    change(context, input, request, addReference(context.checks, input.ReferenceDataSource)),
});
