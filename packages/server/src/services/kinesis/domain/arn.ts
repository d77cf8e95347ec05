/** What the parts of a Kinesis ARN name. */
export interface StreamName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface ConsumerName extends StreamName {
  readonly consumer: string;
  /** Seconds since the epoch. */
  readonly createdSecond: number;
}

export const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

export const streamArn = ({ account, region, name }: StreamName): string =>
  `arn:${partitionOf(region)}:kinesis:${region}:${account}:stream/${name}`;

export const consumerArn = (consumer: ConsumerName): string =>
  `${streamArn(consumer)}/consumer/${consumer.consumer}:${consumer.createdSecond}`;

/** The stream that a stream's ARN names; undefined for any other text, a consumer's ARN among them. */
export function parseStreamArn(arn: string): StreamName | undefined {
  const match = /^arn:aws[\w-]*:kinesis:([a-z0-9-]+):(\d{12}):stream\/([\w.-]+)$/.exec(arn);
  if (match === null) return undefined;
  const [, region, account, name] = match;
  return region && account && name ? { region, account, name } : undefined;
}

/** The consumer that a consumer's ARN names. */
export function parseConsumerArn(arn: string): ConsumerName | undefined {
  const match = /^(arn:.*)\/consumer\/([\w.-]+):(\d{1,12})$/.exec(arn);
  const stream = match?.[1] === undefined ? undefined : parseStreamArn(match[1]);
  const consumer = match?.[2];
  return stream && consumer ? { ...stream, consumer, createdSecond: Number(match?.[3]) } : undefined;
}
