import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { updatedSettings } from '../../settings/all.js';
import { ApplicationUpdate } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_UpdateApplication.html */
export const updateApplication = operation({
  name: 'UpdateApplication',
  input: structure('UpdateApplicationRequest', { ...changeMembers, ApplicationUpdate: required(ApplicationUpdate) }),
  output: structure('UpdateApplicationResponse', {}),
  errors: [...changeErrors, 'CodeValidationException'],
  needs: onApplicationWithRoles('UpdateApplication'),
  run: (context, input, request) =>
    change(context, input, request, async (application) => ({
      ...(await updatedSettings(context.checks, application, input.ApplicationUpdate)),
      code: input.ApplicationUpdate.ApplicationCodeUpdate ?? application.code,
    })),
});
