import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { toldDestinations } from '../domain/table-destinations.js';
import { TableName, TableNameOrArn } from '../shapes.js';
import { KinesisDataStreamDestinations } from '../structures.js';
import { findTable } from '../table-changes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeKinesisStreamingDestination.html */
export const describeKinesisStreamingDestination = operation({
  name: 'DescribeKinesisStreamingDestination',
  input: structure('DescribeKinesisStreamingDestinationInput', { TableName: required(TableNameOrArn) }),
  output: structure('DescribeKinesisStreamingDestinationOutput', {
    TableName,
    KinesisDataStreamDestinations,
  }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onTable('DescribeKinesisStreamingDestination'),
  async run(context, input, request) {
    const { table } = await findTable(context, namedTable(input.TableName, request));
    return {
      TableName: table.name,
      KinesisDataStreamDestinations: toldDestinations(table, context.clock.now()).map(
        ({ streamArn, status, description, precision }) => ({
          StreamArn: streamArn,
          DestinationStatus: status,
          ...(description === undefined ? {} : { DestinationStatusDescription: description }),
          ...(precision === undefined ? {} : { ApproximateCreationDateTimePrecision: precision }),
        }),
      ),
    };
  },
});
