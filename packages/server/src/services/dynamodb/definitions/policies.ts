import { compileAction, findAction, parsePolicy, type Statement } from '@paddock/policy';
import { invalid, invalidParameter } from '../errors.js';
import { tableQuotas } from '../domain/table-quotas.js';

/** The text that DynamoDB keeps of a policy document. @throws ValidationException for one that it refuses */
export function checkPolicy(text: string, resourceArn: string): string {
  if (Buffer.byteLength(text) > tableQuotas.policySize) {
    throw invalidParameter(`Maximum policy size of ${tableQuotas.policySize} bytes exceeded`);
  }
  const policy = parsePolicy(text, 'resource');
  if ('fault' in policy) {
    if (policy.fault === 'Invalid principal in policy') throw invalid('Invalid principal in policy document.');
    throw invalidDocument(policy.fault);
  }
  for (const statement of policy.statements) checkStatement(statement, resourceArn);
  return canonical(JSON.parse(text) as Readonly<Record<string, unknown>>);
}

const invalidDocument = (fault: string) => invalidParameter(`Invalid policy document: ${fault}`);

function checkStatement({ effect, actions, resources, principals, conditions }: Statement, resourceArn: string): void {
  const unknown = actions.patterns.filter((action) => !isKnown(action));
  if (unknown.length > 0) throw invalidDocument(`The following action names are invalid: ${unknown.join(', ')}`);
  for (const resource of resources?.patterns ?? []) {
    if (resource === '*' || resource === resourceArn || resource.startsWith(`${resourceArn}/index/`)) continue;
    const relative = resource.split(':').slice(5).join(':');
    throw invalidDocument(`The relative-id ${relative} is invalid for ARN ${resourceArn}`);
  }
  const isEveryone = principals?.everyone === true || principals?.aws.includes('*') === true;
  if (effect === 'Allow' && isEveryone && conditions.length === 0) {
    throw invalid(
      'Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure ' +
        'least-privilege form of access',
    );
  }
}

/** A pattern must match something of DynamoDB's. */
function isKnown(action: string): boolean {
  if (action === '*') return true;
  if (!/^dynamodb:/i.test(action)) return false;
  if (!/[*?]/.test(action)) return findAction(action) !== undefined;
  const matches = compileAction(action);
  return probes.some((probe) => matches(probe));
}

/** Some of the actions that patterns in policies are meant for. */
const probes = [
  'BatchGetItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'CreateBackup',
  'DeleteItem',
  'DeleteResourcePolicy',
  'DeleteTable',
  'DescribeContinuousBackups',
  'DescribeContributorInsights',
  'DescribeExport',
  'DescribeKinesisStreamingDestination',
  'DescribeStream',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'GetRecords',
  'GetResourcePolicy',
  'GetShardIterator',
  'ListStreams',
  'ListTagsOfResource',
  'PartiQLDelete',
  'PartiQLInsert',
  'PartiQLSelect',
  'PartiQLUpdate',
  'PutItem',
  'PutResourcePolicy',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
  'UpdateTimeToLive',
].map((name) => `dynamodb:${name}`);

type Json = Readonly<Record<string, unknown>>;

/** The form in which DynamoDB gives a policy back: in one order, without blanks, and a list of one as the one. */
function canonical(document: Json): string {
  const { Version = '2008-10-17', Id, Statement: statement } = document;
  const statements = (Array.isArray(statement) ? statement : [statement]) as Json[];
  const ordered = statements.map((one) => {
    const known = statementOrder.filter((name) => Object.hasOwn(one, name));
    return Object.fromEntries(
      known.map((name) => [name, name.endsWith('Principal') ? principal(one[name]) : single(one[name])]),
    );
  });
  return JSON.stringify({ Version, ...(Id === undefined ? {} : { Id }), Statement: single(ordered) });
}

const statementOrder = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

function principal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([type, names]: [string, unknown]) => {
      const list = (Array.isArray(names) ? names : [names]) as unknown[];
      return [type, single(type === 'AWS' ? list.map(accountRoot) : list)];
    }),
  );
}

const accountRoot = (name: unknown): unknown =>
  typeof name === 'string' && /^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name;

/** Lists of one as the one, also inside. */
function single(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? single(value[0]) : value.map(single);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]: [string, unknown]) => [name, single(inner)]));
}
