/** How AWS's services say that they are asked too much. */
export interface Throttling {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** The error with which a service throttles an operation; what most of AWS answers where the service has none of its own. */
export function throttlingOf(service: string, operation: string): Throttling {
  if (service === 'kinesis' && !KINESIS_DATA.has(operation)) {
    return { code: 'LimitExceededException', message: 'Rate exceeded', status: 400 };
  }
  return BY_SERVICE[service] ?? { code: 'ThrottlingException', message: 'Rate exceeded', status: 400 };
}

const KINESIS_DATA: ReadonlySet<string> = new Set(['PutRecord', 'PutRecords', 'GetRecords', 'GetShardIterator']);

const BY_SERVICE: Readonly<Record<string, Throttling>> = {
  kinesis: { code: 'ProvisionedThroughputExceededException', message: 'Rate exceeded for shard', status: 400 },
  dynamodb: {
    code: 'ProvisionedThroughputExceededException',
    message: 'The level of configured provisioned throughput for the table was exceeded',
    status: 400,
  },
  firehose: { code: 'ServiceUnavailableException', message: 'Slow down.', status: 500 },
  lambda: { code: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
  s3: { code: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
  athena: { code: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  iam: { code: 'Throttling', message: 'Rate exceeded', status: 400 },
  sts: { code: 'Throttling', message: 'Rate exceeded', status: 400 },
  cloudwatch: { code: 'Throttling', message: 'Rate exceeded', status: 400 },
};
