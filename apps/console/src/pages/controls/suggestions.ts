import { useSession } from '../../session/use-session.js';
import { useAws } from '../../shared/use-aws.js';

/** What was called lately, and which services there are. */
export interface Seen {
  readonly services: readonly string[];
  readonly calls: readonly Call[];
}

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly decisions: readonly { readonly resource: string }[];
}

/** Services from the server's health, operations and resources from its request log as far as it may be read. */
export function useSuggestions(): Seen {
  const session = useSession();
  const seen = useAws(['controls', 'suggestions'], async (): Promise<Seen> => {
    const [health, log] = await Promise.all([
      session.control<{ readonly services: Readonly<Record<string, string>> }>('/_paddock/health'),
      session
        .control<{ readonly requests: readonly Call[] }>('/_paddock/requests?limit=500')
        .catch(() => ({ requests: [] })),
    ]);
    return { services: Object.keys(health.services), calls: log.requests };
  });
  return seen.data ?? { services: [], calls: [] };
}

const common: Readonly<Record<string, readonly string[]>> = {
  kinesis: ['PutRecord', 'PutRecords', 'GetRecords', 'GetShardIterator', 'DescribeStreamSummary', 'SubscribeToShard'],
  dynamodb: [
    'PutItem',
    'GetItem',
    'Query',
    'Scan',
    'UpdateItem',
    'BatchWriteItem',
    'BatchGetItem',
    'TransactWriteItems',
  ],
  'dynamodb-streams': ['GetRecords', 'GetShardIterator'],
  lambda: ['Invoke', 'GetFunction', 'CreateEventSourceMapping'],
  sts: ['AssumeRole', 'GetCallerIdentity', 'AssumeRoleWithWebIdentity'],
  'cognito-identity': ['GetId', 'GetCredentialsForIdentity'],
  cloudwatch: ['PutMetricData', 'GetMetricData'],
  logs: ['PutLogEvents', 'FilterLogEvents'],
  s3: ['PutObject', 'GetObject', 'ListObjectsV2'],
  firehose: ['PutRecord', 'PutRecordBatch'],
};

export function suggestionsOf(
  { services, calls }: Seen,
  name: 'service' | 'operation' | 'resource',
  service: string,
): readonly string[] {
  if (name === 'service') return services.toSorted();
  const ofService = calls.filter((call) => service === '' || call.service === service);
  const known = service === '' ? [] : (common[service] ?? []);
  const found =
    name === 'operation'
      ? [...known, ...ofService.map(({ operation }) => operation)]
      : ofService.flatMap(({ decisions }) => decisions.map(({ resource }) => resource));
  return [...new Set(found)].filter((one) => one !== '' && one !== '*').toSorted();
}
