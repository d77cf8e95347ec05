import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { arnOf, newStream, startPaddock } from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

const policyOf = (resource: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: ['kinesis:DescribeStreamSummary', 'kinesis:ListShards'],
        Resource: resource,
      },
    ],
  });

describe('resource policies', () => {
  it('are put, got, replaced and deleted', async () => {
    const ResourceARN = arnOf(await newStream(sdk));
    assert.equal((await sdk.getResourcePolicy({ ResourceARN })).Policy, '{}');
    const Policy = policyOf(ResourceARN);
    await sdk.putResourcePolicy({ ResourceARN, Policy });
    assert.deepEqual(JSON.parse((await sdk.getResourcePolicy({ ResourceARN })).Policy ?? ''), JSON.parse(Policy));
    await sdk.deleteResourcePolicy({ ResourceARN });
    assert.equal((await sdk.getResourcePolicy({ ResourceARN })).Policy, '{}');
    await assert.rejects(sdk.deleteResourcePolicy({ ResourceARN }), { name: 'ResourceNotFoundException' });
  });

  it('are for what is there, and must be policies', async () => {
    const ResourceARN = arnOf('nowhere');
    await assert.rejects(sdk.putResourcePolicy({ ResourceARN, Policy: policyOf(ResourceARN) }), {
      name: 'ResourceNotFoundException',
    });
    await assert.rejects(sdk.getResourcePolicy({ ResourceARN }), { name: 'ResourceNotFoundException' });
    const stream = arnOf(await newStream(sdk));
    await assert.rejects(sdk.putResourcePolicy({ ResourceARN: stream, Policy: 'hello' }), {
      name: 'InvalidArgumentException',
    });
  });
});
