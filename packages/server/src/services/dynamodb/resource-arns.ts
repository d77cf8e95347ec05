import type { AwsError } from '@paddock/wire';
import type { RequestContext } from '../../request-context.js';
import { tableArn, type TableName } from './domain/table.js';
import { invalidParameter } from './errors.js';

/** What a ResourceArn names: a table, or one of its streams by its label. */
export interface NamedResource extends TableName {
  readonly arn: string;
  readonly stream?: string;
}

/** What AWS says of ARNs of other places; tags and policies are told in different words. */
export interface ForeignArns {
  readonly otherAccount: () => AwsError;
  readonly otherRegion: (arn: string) => AwsError;
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;

/** @throws AWS's errors for ARNs of other forms and other places */
export function namedResource(
  arn: string,
  { principal, region }: Pick<RequestContext, 'principal' | 'region'>,
  foreign: ForeignArns,
): NamedResource {
  if (!arn.startsWith('arn:')) throw invalidParameter(`ARNs must start with 'arn:': ${arn}`);
  const [, partition, service, arnRegion, account = '', path = ''] = ARN.exec(arn) ?? [];
  const [kind, name = '', part, label, ...rest] = path.split('/');
  if (service !== 'dynamodb' || kind !== 'table' || name === '') throw notOurs(arn);
  if (partition !== 'aws' || arnRegion !== region) throw foreign.otherRegion(arn);
  if (account !== principal.account) throw foreign.otherAccount();
  const named = { account, region, name };
  if (part === undefined) return { ...named, arn: tableArn(named) };
  if (part === 'index') {
    throw invalidParameter(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  }
  if (part !== 'stream' || label === undefined || label === '' || rest.length > 0) throw notOurs(arn);
  return { ...named, arn: `${tableArn(named)}/stream/${label}`, stream: label };
}

const notOurs = (arn: string): AwsError => invalidParameter(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
