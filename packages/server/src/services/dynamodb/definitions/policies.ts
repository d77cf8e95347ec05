import { actionsOf, compileAction, parsePolicy, statementElements, type Statement } from '@paddock/policy';
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
  const ofStream = isStream(resourceArn);
  const unknown = actions.patterns.filter((action) => !isKnown(action, ofStream));
  if (unknown.length > 0)
    throw invalidDocument(`The following action names are invalid: ${unknown.map(quoted).join(', ')}`);
  // AWS does not ask whether they are this table's.
  const other = resources?.patterns.find((resource) => resource !== '*' && isStream(resource) !== ofStream);
  if (other !== undefined) {
    const relative = other.split(':').slice(5).join(':');
    throw invalidDocument(`The relative-id ${quoted(relative)} is invalid for ARN ${quoted(other)}`);
  }
  const isEveryone = principals?.everyone === true || principals?.aws.includes('*') === true;
  if (effect === 'Allow' && isEveryone && conditions.length === 0) {
    throw invalid(
      'Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure ' +
        'least-privilege form of access',
    );
  }
}

const quoted = (text: string): string => `"${text}"`;
const isStream = (arn: string): boolean => /:table\/[^/]+\/stream(?:\/|$)/.test(arn);

/** A pattern must match something that can be done to a table, or to a stream. */
function isKnown(action: string, ofStream: boolean): boolean {
  if (action === '*') return true;
  const names = actionsOf('dynamodb').filter(({ resourceTypes }) =>
    resourceTypes.some(({ type }) => (ofStream ? type === 'stream' : type === 'table' || type === 'index')),
  );
  const matches = compileAction(action);
  return names.some(({ name }) => matches(`dynamodb:${name}`));
}

type Json = Readonly<Record<string, unknown>>;

/** The form in which DynamoDB gives a policy back: in one order, without blanks, and a list of one as the one. */
function canonical(document: Json): string {
  const { Version = '2008-10-17', Id, Statement: statement } = document;
  const statements = (Array.isArray(statement) ? statement : [statement]) as Json[];
  const ordered = statements.map((one) => {
    const known = statementElements.filter((name) => Object.hasOwn(one, name));
    return Object.fromEntries(
      known.map((name) => [name, name.endsWith('Principal') ? principal(one[name]) : single(one[name])]),
    );
  });
  return JSON.stringify({ Version, ...(Id === undefined ? {} : { Id }), Statement: ordered });
}

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
