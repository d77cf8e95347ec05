/** What the parts of the ARN of a log group name. */
export interface GroupName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** The ARN without `:*` at its end, as tags and newer operations have it. */
export const groupArn = ({ account, region, name }: GroupName): string =>
  `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${name}`;

/** The ARN that policies and descriptions have: the group and all that is in it. */
export const groupArnWithStreams = (group: GroupName): string => `${groupArn(group)}:*`;

export const streamArn = (group: GroupName, stream: string): string => `${groupArn(group)}:log-stream:${stream}`;

export const destinationArn = ({ account, region, name }: GroupName): string =>
  `arn:${partitionOf(region)}:logs:${region}:${account}:destination:${name}`;

/** The group that the ARN of a group, of all its streams, or of one of them names; undefined for any other text. */
export function parseGroupArn(arn: string): GroupName | undefined {
  const [, region, account, name] = GROUP.exec(arn) ?? [];
  return region && account && name ? { region, account, name } : undefined;
}

const GROUP = /^arn:aws[\w-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([^:]+)(?::\*|:log-stream:.*)?$/s;
