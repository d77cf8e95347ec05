import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { Endpoints } from '../structures.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html */
export const describeEndpoints = operation({
  name: 'DescribeEndpoints',
  input: structure('DescribeEndpointsRequest', {}),
  output: structure('DescribeEndpointsResponse', { Endpoints: required(Endpoints) }),
  errors: [],
  needs: () => ({ action: 'dynamodb:DescribeEndpoints', resources: ['*'] }),
  run: (_context, _input, { region }) => ({
    Endpoints: [{ Address: `dynamodb.${region}.amazonaws.com`, CachePeriodInMinutes: 1440 }],
  }),
});
