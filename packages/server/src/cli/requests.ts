import type { RequestEntry } from '../request-log.js';
import { toggle, type Setting } from '../settings.js';
import { messageOf, Unreachable } from './call.js';
import type { Command } from './paddock.js';
import { signedCall } from './signed-call.js';
import { readTarget } from './target.js';

const mostRequests = 2000;

/** The last requests of a running server, and what the policies said of each. */
export const requests: Command = async (argv, terminal) => {
  const read = readTarget(requestsSettings, argv, terminal.env);
  if ('problem' in read) {
    terminal.err(`paddock requests: ${read.problem}`);
    return 2;
  }
  const { target, own } = read;
  try {
    const path = `/_paddock/requests?limit=${own.denied ? mostRequests : own.limit}`;
    const reply = await signedCall(target, { method: 'GET', path, patience: 10_000 });
    if (reply.status !== 200) {
      terminal.err(`paddock requests: refused. ${messageOf(reply)}`);
      return 1;
    }
    const { requests: all } = JSON.parse(reply.body) as { requests: readonly RequestEntry[] };
    const shown = (own.denied ? all.filter(isDenied) : all).slice(-own.limit);
    if (own.json) terminal.out(JSON.stringify(shown, undefined, 2));
    else terminal.out(shown.length === 0 ? 'There are none.' : shown.map(describe).join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    terminal.err(`paddock requests: ${error.message}`);
    return 1;
  }
};

const limit: Setting<number> = {
  value: 'n',
  fallback: 20,
  help: 'how many, the last ones',
  allowed: `a whole number from 1 to ${mostRequests}`,
  read: (text) => (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= mostRequests ? Number(text) : undefined),
};

export const requestsSettings = {
  limit,
  denied: toggle('only those that a policy denied'),
  json: toggle('all that is known of each'),
};

const isDenied = ({ decisions }: RequestEntry): boolean => decisions.some(({ outcome }) => outcome !== 'allowed');

/** A line for the request, and one for each thing that was denied, or that a policy's statement decided. */
function describe({ time, status, error, principal, latency, decisions, ...request }: RequestEntry): string {
  const name = nameOf(request);
  const head = `${time.slice(11, 23)}  ${status}  ${name}${error === undefined ? '' : `: ${error}`}`;
  return [`${head}  ${principal ?? 'not signed'}  ${latency} ms`, ...decisions.flatMap(explain)].join('\n');
}

function nameOf({ service, operation, asked }: Pick<RequestEntry, 'service' | 'operation' | 'asked'>): string {
  const known = [service, operation].filter(Boolean).join(' ');
  return known || (asked === undefined ? 'no operation' : `no operation (${asked})`);
}

function explain({ action, resource, outcome, decidedBy, statements }: RequestEntry['decisions'][number]): string[] {
  const [statement] = statements;
  if (outcome === 'allowed' && statement === undefined) return [];
  const by =
    statement === undefined
      ? `no ${decidedBy} policy allows it`
      : `${statement.effect} of statement ${statement.sid ?? statement.index + 1} of ${statement.policy}` +
        (statement.holder === undefined ? '' : ` (${statement.holder})`);
  return [`    ${outcome === 'allowed' ? 'allowed' : 'denied '}  ${action} on ${resource}: ${by}`];
}
