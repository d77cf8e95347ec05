import { list, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { byName } from '../domain/by-name.js';
import { pageOf } from '../listing.js';
import { describeDestination } from '../logical-destinations.js';
import { DescribeLimit, DestinationName, DestinationShape, NextToken } from '../shapes.js';

const defaultLimit = 50;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeDestinations.html */
export const describeDestinations = operation({
  name: 'DescribeDestinations',
  input: structure('DescribeDestinationsRequest', {
    DestinationNamePrefix: DestinationName,
    nextToken: NextToken,
    limit: DescribeLimit,
  }),
  output: structure('DescribeDestinationsResponse', { destinations: list(DestinationShape), nextToken: NextToken }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAnything('DescribeDestinations'),
  run(context, input, { principal: { account }, region }) {
    const found = context.logicalDestinations
      .list(account, region)
      .filter(({ name }) => name.startsWith(input.DestinationNamePrefix ?? ''))
      .toSorted(byName);
    const { page, nextToken } = pageOf(context, 'DescribeDestinations', found, ({ name }) => name, {
      limit: input.limit ?? defaultLimit,
      nextToken: input.nextToken,
    });
    return { destinations: page.map(describeDestination), nextToken };
  },
});
