import type { ApplicationName } from './application.js';

/** `arn:aws:kinesisanalytics:us-east-1:000000000000:application/wildrydes` */
export const applicationArn = ({ account, region, name }: ApplicationName): string =>
  `arn:aws:kinesisanalytics:${region}:${account}:application/${name}`;

/** Undefined when it is no application's ARN. */
export function parseApplicationArn(arn: string): ApplicationName | undefined {
  const found = /^arn:aws:kinesisanalytics:([a-z0-9-]+):(\d{12}):application\/([a-zA-Z0-9_.-]{1,128})$/.exec(arn);
  const [, region, account, name] = found ?? [];
  return region === undefined || account === undefined || name === undefined ? undefined : { account, region, name };
}
