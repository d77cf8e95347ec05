import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { isLive } from '../domain/kinesis-destination.js';
import { destinationOf, withNewDestination } from '../domain/table-destinations.js';
import { notEnableable } from '../destination-errors.js';
import { TableName, TableNameOrArn } from '../shapes.js';
import { DestinationStatus, StreamArn } from '../shapes-tables.js';
import { EnableKinesisStreamingConfiguration } from '../structures.js';
import { changeTable } from '../table-changes.js';
import { tableBeingCreated, tableBeingDeleted } from '../table-errors.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_EnableKinesisStreamingDestination.html */
export const enableKinesisStreamingDestination = operation({
  name: 'EnableKinesisStreamingDestination',
  input: structure('KinesisStreamingDestinationInput', {
    TableName: required(TableNameOrArn),
    StreamArn: required(StreamArn),
    EnableKinesisStreamingConfiguration,
  }),
  output: structure('KinesisStreamingDestinationOutput', {
    TableName,
    StreamArn,
    DestinationStatus,
    EnableKinesisStreamingConfiguration,
  }),
  errors: tableChangeErrors,
  needs: onTable('EnableKinesisStreamingDestination'),
  async run(context, input, request) {
    const { StreamArn: streamArn, EnableKinesisStreamingConfiguration: configuration = {} } = input;
    const { ApproximateCreationDateTimePrecision: precision } = configuration;
    const { after } = await changeTable(context, namedTable(input.TableName, request), (table) => {
      if (table.destinations?.some(isLive)) throw notEnableable();
      if (table.status === 'CREATING') throw tableBeingCreated(table.name);
      if (table.status === 'DELETING') throw tableBeingDeleted(table.name);
      const wanted = { streamArn, ...(precision && { precision }) };
      const enabling = withNewDestination(table, wanted, context.clock.now());
      const made = destinationOf(enabling, streamArn);
      return { table: enabling, also: made ? [context.destinations.due(enabling, made)] : [] };
    });
    const made = destinationOf(after, streamArn);
    if (made) await context.destinations.begun(after, made);
    return {
      TableName: after.name,
      StreamArn: streamArn,
      DestinationStatus: 'ENABLING' as const,
      EnableKinesisStreamingConfiguration: configuration,
    };
  },
});
