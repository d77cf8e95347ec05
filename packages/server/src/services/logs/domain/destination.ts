/** What a subscription filter can send to. */
export type Vendor = 'lambda' | 'kinesis' | 'firehose' | 'logs';

interface DestinationArn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN; undefined for what is none. */
export function parseDestination(arn: string): DestinationArn | undefined {
  const [, service, region, account, resource] = /^arn:aws[\w-]*:([\w-]+):([\w-]*):(\d*):(.+)$/s.exec(arn) ?? [];
  if (service === undefined || region === undefined || account === undefined || resource === undefined)
    return undefined;
  return { service, region, account, resource };
}

export function vendorOf(arn: string): Vendor | undefined {
  const parts = parseDestination(arn);
  switch (parts?.service) {
    case 'lambda':
      return parts.resource.startsWith('function:') ? 'lambda' : undefined;
    case 'kinesis':
      return parts.resource.startsWith('stream/') ? 'kinesis' : undefined;
    case 'firehose':
      return parts.resource.startsWith('deliverystream/') ? 'firehose' : undefined;
    case 'logs':
      return parts.resource.startsWith('destination:') ? 'logs' : undefined;
    default:
      return undefined;
  }
}
