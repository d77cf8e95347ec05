import type { Service } from '../../service.js';
import type { LambdaContext } from './context.js';
import { functionArn } from './domain/arns.js';
import type { FunctionName } from './domain/lambda-function.js';
import { invalidParameter } from './errors.js';
import { missingRolePermission, roleNotAssumable } from './errors-functions.js';

const calls = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage', service: 'SQS' },
  sns: { action: 'sns:Publish', call: 'Publish', service: 'SNS' },
} as const;

/**
 * That a function's role may send to its dead-letter queue. Whether the queue is there shows when something is sent.
 * @throws InvalidParameterValueException
 */
export async function assertDeadLetters(
  context: LambdaContext,
  named: FunctionName,
  roleArn: string,
  targetArn: string,
): Promise<void> {
  const [, , kind = ''] = targetArn.split(':');
  const needed = kind === 'sqs' || kind === 'sns' ? calls[kind] : undefined;
  if (needed === undefined)
    throw invalidParameter(`The dead letter target ${targetArn} is neither an SQS queue nor an SNS topic.`);
  const role = context.acting.session({
    roleArn,
    service: 'lambda.amazonaws.com',
    sessionName: named.name.slice(0, 64).padEnd(2, '-'),
    sourceArn: functionArn(named),
    sourceAccount: named.account,
  });
  if (role === undefined) throw roleNotAssumable();
  const { action, call, service } = needed;
  const denied = await role.may({ action, resources: [targetArn] }, context.target(kind) ?? absent(kind), named.region);
  if (denied !== undefined) throw missingRolePermission(call, service);
}

/** A service that is not here, as far as policies are asked about it: its resources have none of their own. */
const absent = (name: string): Service => ({
  name,
  signingName: name,
  protocols: new Map(),
  operations: new Map(),
  start: () => Promise.resolve(),
  drain: () => Promise.resolve(),
  stop: () => Promise.resolve(),
});
