import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { destinationOf, withDestination } from '../domain/table-destinations.js';
import { noDestination, nothingToUpdate, notUpdatable, samePrecision } from '../destination-errors.js';
import { TableName, TableNameOrArn } from '../shapes.js';
import { DestinationStatus, StreamArn } from '../shapes-tables.js';
import { UpdateKinesisStreamingConfiguration } from '../structures.js';
import { changeTable } from '../table-changes.js';
import { enableKinesisStreamingDestination } from './enable-kinesis-streaming-destination.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateKinesisStreamingDestination.html */
export const updateKinesisStreamingDestination = operation({
  name: 'UpdateKinesisStreamingDestination',
  input: structure('UpdateKinesisStreamingDestinationInput', {
    TableName: required(TableNameOrArn),
    StreamArn: required(StreamArn),
    UpdateKinesisStreamingConfiguration,
  }),
  output: structure('UpdateKinesisStreamingDestinationOutput', {
    TableName,
    StreamArn,
    DestinationStatus,
    UpdateKinesisStreamingConfiguration,
  }),
  errors: enableKinesisStreamingDestination.errors,
  needs: onTable('UpdateKinesisStreamingDestination'),
  async run(context, input, request) {
    const { StreamArn: streamArn, UpdateKinesisStreamingConfiguration: configuration } = input;
    const precision = configuration?.ApproximateCreationDateTimePrecision;
    if (precision === undefined) throw nothingToUpdate();
    const { after } = await changeTable(context, namedTable(input.TableName, request), (table) => {
      const active = destinationOf(table, streamArn);
      if (active === undefined) throw noDestination(streamArn, table.name);
      if (active.status !== 'ACTIVE') throw notUpdatable(streamArn, table.name);
      if (precision === (active.precision ?? 'MILLISECOND')) throw samePrecision(precision, table.id, streamArn);
      const updating = {
        ...active,
        status: 'UPDATING' as const,
        nextPrecision: precision,
        since: context.clock.now(),
      };
      const changed = withDestination(table, updating);
      return { table: changed, also: [context.destinations.due(changed, updating)] };
    });
    const updating = destinationOf(after, streamArn);
    if (updating) await context.destinations.begun(after, updating);
    return {
      TableName: after.name,
      StreamArn: streamArn,
      DestinationStatus: 'UPDATING' as const,
      UpdateKinesisStreamingConfiguration: configuration,
    };
  },
});
