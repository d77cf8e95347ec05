import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { destinationOf, withDestination } from '../domain/table-destinations.js';
import { configuredDisable, notDisableable } from '../destination-errors.js';
import { changeTable } from '../table-changes.js';
import { enableKinesisStreamingDestination } from './enable-kinesis-streaming-destination.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DisableKinesisStreamingDestination.html */
export const disableKinesisStreamingDestination = operation({
  name: 'DisableKinesisStreamingDestination',
  input: enableKinesisStreamingDestination.input,
  output: enableKinesisStreamingDestination.output,
  errors: enableKinesisStreamingDestination.errors,
  needs: onTable('DisableKinesisStreamingDestination'),
  async run(context, input, request) {
    const { StreamArn: streamArn } = input;
    if (input.EnableKinesisStreamingConfiguration !== undefined) throw configuredDisable();
    const { after } = await changeTable(context, namedTable(input.TableName, request), (table) => {
      const active = destinationOf(table, streamArn);
      if (active?.status !== 'ACTIVE') throw notDisableable();
      const disabling = { ...active, status: 'DISABLING' as const, since: context.clock.now() };
      const changed = withDestination(table, disabling);
      return { table: changed, also: [context.destinations.due(changed, disabling)] };
    });
    const disabling = destinationOf(after, streamArn);
    if (disabling) await context.destinations.begun(after, disabling);
    return { TableName: after.name, StreamArn: streamArn, DestinationStatus: 'DISABLING' as const };
  },
});
