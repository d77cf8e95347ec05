import { enumeration, integer, list, long, required, string, structure } from '@paddock/wire';
import { findApplication, namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { inAppStreamView } from '../../live-view.js';
import { ApplicationName } from '../../shapes.js';
import { ApplicationStatus, InAppStreamName } from '../../structures-v1.js';

const mostRows = 100;

const InAppStream = structure('InAppStream', {
  Name: required(string()),
  Kind: required(enumeration('SOURCE', 'CREATED', 'ERROR')),
  Columns: required(list(structure('InAppStreamColumn', { Name: required(string()), SqlType: required(string()) }))),
  RecordCount: required(long()),
  Rows: required(list(structure('InAppStreamRow', { RowTime: required(string()), Values: required(list(string())) }))),
});

/**
 * What an application's in-application streams had last, also of the newer API's applications; nothing while it does not run. AWS's console calls an operation of this
 * name for its live rows, which AWS has not published: permission and name are AWS's, the shapes are ours.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/api-permissions-reference.html
 */
export const getApplicationState = operation({
  name: 'GetApplicationState',
  input: structure('GetApplicationStateRequest', {
    ApplicationName: required(ApplicationName),
    InAppStreamNames: list(InAppStreamName),
    Limit: integer({ min: 1, max: mostRows }),
  }),
  output: structure('GetApplicationStateResponse', {
    ApplicationName: required(ApplicationName),
    ApplicationStatus: required(ApplicationStatus),
    InAppStreams: required(list(InAppStream)),
  }),
  errors: ['ResourceNotFoundException'],
  needs: onApplication('GetApplicationState'),
  async run(context, input, request) {
    const { value } = await findApplication(context, namedApplication(input, request));
    const { InAppStreamNames: names, Limit: limit = mostRows } = input;
    const streams = context.running.live(value)?.streams ?? [];
    const wanted = names === undefined ? streams : streams.filter(({ name }) => names.includes(name));
    return {
      ApplicationName: value.name,
      ApplicationStatus: value.status,
      InAppStreams: wanted.map((stream) => inAppStreamView(stream, limit)),
    };
  },
});
