import type { GroupName } from './arn.js';

/** A destination that stands for a stream of its account, and that other accounts may be let to. */
export interface LogicalDestination extends GroupName {
  readonly targetArn: string;
  readonly roleArn: string;
  /** Who may send to it. */
  readonly accessPolicy?: string;
  /** ms since the epoch */
  readonly created: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What the ARN of a destination names; undefined for any other text. */
export function parseDestinationArn(arn: string): GroupName | undefined {
  const [, region, account, name] = /^arn:aws[\w-]*:logs:([a-z0-9-]+):(\d{12}):destination:([^:*]+)$/s.exec(arn) ?? [];
  return region && account && name ? { region, account, name } : undefined;
}
