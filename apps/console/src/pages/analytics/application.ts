import {
  DescribeApplicationCommand,
  ListApplicationsCommand,
  type ApplicationDetail,
  type ApplicationSummary,
  type InputDescription,
  type KinesisAnalyticsClient,
  type OutputDescription,
} from '@aws-sdk/client-kinesis-analytics';

/** All applications of the account and region; at most 50 a page. */
export async function listApplications(
  analytics: KinesisAnalyticsClient,
  signal: AbortSignal,
): Promise<ApplicationSummary[]> {
  const found: ApplicationSummary[] = [];
  let after: string | undefined;
  let hasMore = true;
  while (hasMore) {
    const page = await analytics.send(
      new ListApplicationsCommand({
        Limit: 50,
        ...(after === undefined ? {} : { ExclusiveStartApplicationName: after }),
      }),
      { abortSignal: signal },
    );
    const summaries = page.ApplicationSummaries ?? [];
    found.push(...summaries);
    after = summaries.at(-1)?.ApplicationName;
    hasMore = page.HasMoreApplications === true && after !== undefined;
  }
  return found;
}

export async function describe(
  analytics: KinesisAnalyticsClient,
  name: string,
  signal?: AbortSignal,
): Promise<ApplicationDetail> {
  const { ApplicationDetail: detail } = await analytics.send(
    new DescribeApplicationCommand({ ApplicationName: name }),
    signal === undefined ? {} : { abortSignal: signal },
  );
  if (detail === undefined) throw new Error('DescribeApplication answered nothing');
  return detail;
}

/** Whether the state is one that passes: it is asked again soon. */
export const isPassing = (status: string | undefined): boolean =>
  status !== undefined && status !== 'READY' && status !== 'RUNNING';

/**
 * The application once it is READY or RUNNING: changes are refused while another one is made.
 * @param wait how to wait between two looks
 * @param most looks
 */
export async function settled(
  analytics: KinesisAnalyticsClient,
  name: string,
  wait: () => Promise<void> = pause,
  most = 120,
): Promise<ApplicationDetail> {
  let detail = await describe(analytics, name);
  for (let look = 1; isPassing(detail.ApplicationStatus) && look < most; look++) {
    await wait();
    detail = await describe(analytics, name);
  }
  return detail;
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 500));

export type ResourceKind = 'stream' | 'firehose' | 'lambda';

export interface Connected {
  readonly kind: ResourceKind;
  readonly resource: string;
  readonly role: string;
}

/** What an input reads, whichever kind it is. */
export function sourceOf(input: InputDescription): Connected {
  const { KinesisStreamsInputDescription: stream, KinesisFirehoseInputDescription: firehose } = input;
  const from = stream ?? firehose;
  return {
    kind: stream === undefined && firehose !== undefined ? 'firehose' : 'stream',
    resource: from?.ResourceARN ?? '',
    role: from?.RoleARN ?? '',
  };
}

/** Where an output's rows go. */
export function destinationOf(output: OutputDescription): Connected {
  const {
    KinesisStreamsOutputDescription: stream,
    KinesisFirehoseOutputDescription: firehose,
    LambdaOutputDescription: lambda,
  } = output;
  const to = stream ?? firehose ?? lambda;
  const kind = stream !== undefined ? 'stream' : firehose !== undefined ? 'firehose' : 'lambda';
  return { kind, resource: to?.ResourceARN ?? '', role: to?.RoleARN ?? '' };
}

/** `SOURCE_SQL_STREAM_001`, as many as the parallelism says. */
export function inAppNames(prefix: string, count: number): string[] {
  return Array.from({ length: Math.max(1, count) }, (_, index) => `${prefix}_${String(index + 1).padStart(3, '0')}`);
}

/** `wildrydes` of `arn:aws:kinesis:us-east-1:123456789012:stream/wildrydes`; the text itself where it is no ARN. */
export function nameOfArn(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  if (resource === '') return arn;
  return /^(?:stream|deliverystream|function|role|log-group)[/:](.*)$/.exec(resource)?.[1] ?? resource;
}

export const isArn = (text: string): boolean => /^arn:[^:\s]+:[^:\s]+:\S+$/.test(text);

/** Names of applications, as the API takes them. */
export const isApplicationName = (text: string): boolean => /^[a-zA-Z0-9_.-]{1,128}$/.test(text);
/** Names inside an application: no hyphens, blanks, angle brackets, ampersands. */
export const isInAppName = (text: string): boolean => /^[^-\s<>&]{1,32}$/.test(text);
