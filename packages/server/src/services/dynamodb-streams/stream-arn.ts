import type { StreamName } from '../dynamodb/port.js';

const STREAM_ARN = /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\/([\w.-]{3,255})\/stream\/([\w:.-]+)$/;

/** The stream that an ARN names; undefined for any other text. */
export function parseStreamArn(arn: string): StreamName | undefined {
  const [, region, account, table, label] = STREAM_ARN.exec(arn) ?? [];
  return region && account && table && label ? { account, region, table, label } : undefined;
}
