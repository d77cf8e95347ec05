import { classify } from '../errors.js';
import { isNoAnswer, isTimeout, statusOf } from './no-answer.js';
import { Stuck } from './patience.js';
import type { Destination } from '../client.js';

/** A failure in plain words. */
export interface Explained {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/**
 * Says why something failed and what to do about it.
 * @param what the sentence's beginning: `Kinesis stream wildrydes could not be created`
 */
export function explain(what: string, error: unknown, { endpoint, region }: Destination): Explained {
  const where = endpoint ?? `AWS in ${region}`;
  const { name, message } = facts(error);
  if (isNoAnswer(error)) return { what, ...NOT_AWS({ endpoint, region }, statusOf(error)) };
  const denied = /is not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message);
  if (denied !== null || classify(error) === 'denied') {
    const [, action = 'this', resource] = denied ?? [];
    const on = resource === undefined ? '' : ` on ${resource}`;
    return {
      what,
      why: message,
      todo: `Allow your user or role ${action}${on}, and try again.`,
    };
  }
  if (isTimeout(error)) return { what, why: `${where} does not answer in time`, todo: unreachableTodo(endpoint) };
  if (/\bEPROTO\b/.test(message))
    return { what, why: `${where} does not speak TLS`, todo: 'Name the -endpoint with http:, or another port.' };
  switch (classify(error)) {
    case 'bad-key':
      return { what, why: `${where} does not accept the credentials: ${message}`, todo: keysTodo(endpoint) };
    case 'no-credentials':
      return { what, why: `there are no credentials for ${where}`, todo: keysTodo(endpoint) };
    case 'expired-credentials':
      return { what, why: 'the credentials have expired', todo: 'Get new ones, and try again.' };
    case 'unreachable':
      return {
        what,
        why: `${where} cannot be reached (${message})`,
        todo: /certificate/i.test(message)
          ? 'Give the certificate of who signed it in NODE_EXTRA_CA_CERTS.'
          : unreachableTodo(endpoint),
      };
    case 'server':
      return { what, why: `${where} failed: ${name}: ${message}`, todo: 'Try again; what is there stays.' };
    default:
      return byName(what, name, message);
  }
}

/** Words for an endpoint that answers with anything but the service's protocol: a proxy's page, a service that is not there. */
export const NOT_AWS = (
  { endpoint, region }: Pick<Destination, 'endpoint' | 'region'>,
  status?: number,
): Pick<Explained, 'why' | 'todo'> => ({
  why: `${endpoint ?? `AWS in ${region}`} does not answer as AWS does${status === undefined ? '' : ` (HTTP ${status})`}`,
  todo:
    endpoint === undefined
      ? 'Check the network: a proxy or a login page may stand before AWS.'
      : 'Check -endpoint: it is another program, or one that does not have this operation.',
});

function byName(what: string, name: string, message: string): Explained {
  const why = name === '' || name === 'Error' || name === 'Stuck' ? message : `${name}: ${message}`;
  if (/limit ?exceeded|quota/i.test(name))
    return { what, why, todo: 'Remove what is not needed, or ask for a higher quota, and try again.' };
  if (/throttl|too ?many ?requests|throughput/i.test(name))
    return { what, why, todo: 'Too many requests at the moment: try again in a minute.' };
  if (/policy\/\S+ does not exist or is not attachable/i.test(message))
    return { what, why, todo: "This endpoint does not have AWS's own policies: switch them on there, and try again." };
  if (/already ?exists|in ?use|conflict/i.test(name))
    return { what, why, todo: 'Something else of that name is there or being changed: try again in a minute.' };
  if (name === Stuck.name)
    return { what, why, todo: 'Try again: what is there stays, and the rest goes on from there.' };
  return { what, why, todo: 'Try again; if it fails again, the reason says what to change.' };
}

const unreachableTodo = (endpoint: string | undefined): string =>
  endpoint === undefined
    ? "Check the network and the region's name, and try again."
    : 'Start Paddock with npm start, or name another -endpoint.';

const keysTodo = (endpoint: string | undefined): string =>
  endpoint === undefined
    ? 'Set up AWS with aws configure, or name a Paddock with -endpoint.'
    : 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; Paddock knows test and test.';

function facts(error: unknown): { readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { name: '', message: String(error) };
  const message = error.message === '' && 'code' in error ? String(error.code) : error.message;
  return {
    name: error.name,
    message: message
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .replace(/\.$/, ''),
  };
}

/** All of it in one line. */
export const inOneLine = ({ what, why, todo }: Explained): string => `${what}: ${why}. ${todo}`;
