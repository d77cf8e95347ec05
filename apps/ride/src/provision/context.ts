import { connectAll } from './clients.js';
import { NOT_AWS, explain, inOneLine } from './failures.js';
import type { ProvisionOptions } from './contracts.js';
import type { Context } from './resource.js';

/**
 * Does something with clients of the destination, once it is known whose account it is.
 * @throws Error of one line, when nobody answers or the credentials are not accepted
 */
export async function withContext<T>(
  { destination, time, signal }: Pick<ProvisionOptions, 'destination' | 'time' | 'signal'>,
  action: (context: Context) => Promise<T>,
): Promise<T> {
  const clients = connectAll(destination, time, signal);
  try {
    const what = 'The account could not be told';
    const { Account: account, Arn = '' } = await clients.sts.getCallerIdentity().catch((error: unknown) => {
      throw new Error(inOneLine(explain(what, error, destination)), { cause: error });
    });
    // Any page in XML's likeness is an answer without an account.
    if (account === undefined) throw new Error(inOneLine({ what, ...NOT_AWS(destination) }));
    const partition = Arn.split(':')[1] ?? 'aws';
    const { region } = destination;
    return await action({
      clients,
      time,
      signal,
      account,
      region,
      partition,
      learned: { triggerIds: new Map() },
    });
  } finally {
    clients.destroy();
  }
}
