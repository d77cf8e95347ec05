import { compileAction, parsePolicy, type Patterns, type Statement } from '@paddock/policy';

/** Operations that a resource policy can allow to other accounts. */
const shareable = {
  stream: [
    'DescribeStream',
    'DescribeStreamSummary',
    'GetRecords',
    'GetShardIterator',
    'ListShards',
    'PutRecord',
    'PutRecords',
  ],
  consumer: ['DescribeStreamConsumer', 'SubscribeToShard'],
} as const;

/** Whether other accounts can never be allowed an operation. A pattern such as `kinesis:D*` matches more than can be shared. */
export const isForOwner = (operation: string): boolean => !shared.has(operation);
const shared: ReadonlySet<string> = new Set([...shareable.stream, ...shareable.consumer]);

const mostBytes = 20 * 1024;

/**
 * Checks a resource policy: the grammar of policy documents, a principal in each statement, actions that can be shared, and no other
 * resource than the one it is put on.
 * @returns what is wrong with it; undefined if nothing is
 */
export function checkPolicy(text: string, resourceArn: string, kind: keyof typeof shareable): string | undefined {
  if (Buffer.byteLength(text) > mostBytes) return `it is larger than ${mostBytes} bytes.`;
  const policy = parsePolicy(text, 'resource');
  if ('fault' in policy) return policy.fault;
  for (const [index, statement] of policy.statements.entries()) {
    const fault = checkStatement(statement, resourceArn, kind);
    if (fault !== undefined) return `statement ${index + 1} ${fault}.`;
  }
  return undefined;
}

function checkStatement(
  { principals, actions, resources }: Statement,
  resourceArn: string,
  kind: keyof typeof shareable,
): string | undefined {
  if (principals?.not !== false) return 'has the element NotPrincipal, which a resource policy cannot have';
  if (actions.not) return 'has the element NotAction, which a resource policy cannot have';
  const other = actions.patterns.find((action) => !isShareable(action, shareable[kind]));
  if (other !== undefined) return `has the Action ${other}, which a policy of a ${kind} cannot have`;
  return isOnly(resources, resourceArn) ? undefined : `has a Resource other than ${resourceArn}`;
}

const isOnly = (resources: Patterns | undefined, arn: string): boolean =>
  resources !== undefined && !resources.not && resources.patterns.every((resource) => resource === arn);

/** A pattern must match something. */
function isShareable(action: string, names: readonly string[]): boolean {
  const matches = compileAction(action);
  return action.includes(':') && names.some((name) => matches(`kinesis:${name}`));
}
