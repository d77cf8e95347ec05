import type { Session } from '../../session/session.js';

/** `arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes` */
export function streamArn({ region, identity }: Session, name: string): string {
  const partition = identity.arn.split(':')[1] ?? 'aws';
  return `arn:${partition}:kinesis:${region}:${identity.account}:stream/${name}`;
}
