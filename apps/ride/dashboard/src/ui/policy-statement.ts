import type { Connection, Source } from '../contracts.js';

type Denied = Extract<Connection, { kind: 'denied' }>;

/** All that the page asks of Kinesis: each is refused only after the one before it was allowed. */
const NEEDED = ['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'];

/** The policy statement that would let the page read, as JSON to be pasted into a policy. */
export function allowing({ action, resource, principal }: Denied, source: Source): string {
  return JSON.stringify(
    {
      Effect: 'Allow',
      Action: action === '' || NEEDED.includes(action) ? NEEDED : action,
      Resource: resource === '' ? streamArn(source, principal) : resource,
    },
    undefined,
    2,
  );
}

/** The account stands in the principal's ARN; without it any account's stream of that name is meant. */
function streamArn({ region, streamName }: Source, principal: string): string {
  const [, partition, , , account] = /^arn:([\w-]+):(iam|sts):([\w-]*):(\d{12}):/.exec(principal) ?? [];
  return `arn:${partition ?? 'aws'}:kinesis:${region}:${account ?? '*'}:stream/${streamName}`;
}
