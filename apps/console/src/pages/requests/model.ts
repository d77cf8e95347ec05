/** A request as `/_paddock/requests` lists it. */
export interface RequestEntry {
  readonly number: number;
  readonly time: string;
  readonly requestId: string;
  readonly service: string;
  readonly operation: string;
  /** What a request that names no operation asked for. */
  readonly asked?: string;
  readonly region: string;
  readonly principal?: string;
  readonly accessKeyId?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly status: number;
  readonly error?: string;
  /** ms */
  readonly latency: number;
  readonly decisions: readonly Decision[];
  readonly encodedAuthorizationMessage?: string;
}

export interface Decision {
  readonly action: string;
  readonly resource: string;
  readonly outcome: 'allowed' | 'explicit-deny' | 'implicit-deny';
  readonly decidedBy: 'root' | 'identity-based' | 'resource-based' | 'permissions boundary' | 'session';
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** An ARN, or the name of an inline policy. */
  readonly policy: string;
  readonly type: string;
  /** `user alice` */
  readonly holder?: string;
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A request as `?number=` shows it: the members that are there depend on what was kept. */
export interface RequestDetail extends RequestEntry {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly protocol?: string;
  readonly bodies?: 'kept' | 'dropped';
  readonly input?: Json;
  readonly inputBytes?: number;
  readonly inputTruncated?: boolean;
  readonly output?: Json;
  /** null for a stream, which is not kept. */
  readonly outputBytes?: number | null;
  readonly outputTruncated?: boolean;
}

/** As many as the server keeps. */
export const MOST = 2000;

/** Asks the server for `/_paddock/requests` with this query. */
type Ask = (query: string) => Promise<{ readonly requests: readonly RequestEntry[] }>;

/** The log as far as it was read: asks for what came since, and begins anew where the server's log did (after a reset). */
export class LogReader {
  #known: readonly RequestEntry[] = [];

  /** @returns all that is kept, oldest first; the same array when nothing came */
  async read(ask: Ask): Promise<readonly RequestEntry[]> {
    const last = this.#known.at(-1);
    if (last === undefined) return (this.#known = (await ask(`limit=${MOST}`)).requests);
    // With the last one that is known once more: by it one sees whether it is the same log. Number 0 has none before it.
    const query = last.number === 0 ? `limit=${MOST}` : `after=${last.number - 1}&limit=${MOST}`;
    const came = (await ask(query)).requests;
    const [first] = came;
    const isSame = first?.requestId === last.requestId;
    // More came than are kept: those are all there are.
    const isBeyond = first !== undefined && first.number > last.number;
    if (!isSame && !isBeyond) return (this.#known = (await ask(`limit=${MOST}`)).requests);
    if (came.length === 1 && isSame) return this.#known;
    return (this.#known = isSame ? [...this.#known, ...came.slice(1)].slice(-MOST) : came);
  }
}

export const isDenied = ({ decisions }: RequestEntry): boolean =>
  decisions.some(({ outcome }) => outcome !== 'allowed');

export const isError = ({ status }: RequestEntry): boolean => status >= 400;

/** The console's own calls say so. */
export const isConsoles = ({ userAgent }: RequestEntry): boolean => userAgent?.includes('paddock-console') === true;

/** The part of an ARN by which people know who it is: `root`, `alice`, `Rider/session`. */
export function shortPrincipal(arn: string): string {
  const rest = arn.split(':').slice(5).join(':');
  if (rest === '') return arn;
  const [kind, ...path] = rest.split('/');
  if (path.length === 0) return rest;
  return kind === 'assumed-role' ? path.join('/') : (path.at(-1) ?? rest);
}

export interface Filter {
  readonly text: string;
  readonly service: string;
  readonly operation: string;
  readonly principal: string;
  readonly region: string;
  readonly errorsOnly: boolean;
  readonly deniedOnly: boolean;
  readonly showsOwn: boolean;
}

/** The filter that an address says; what it does not say filters nothing, but the console's own calls are left out. */
export const readFilter = (parameters: URLSearchParams): Filter => ({
  text: parameters.get('q') ?? '',
  service: parameters.get('service') ?? '',
  operation: parameters.get('operation') ?? '',
  principal: parameters.get('principal') ?? '',
  region: parameters.get('region') ?? '',
  errorsOnly: parameters.has('errors'),
  deniedOnly: parameters.has('denied'),
  showsOwn: parameters.has('own'),
});

export const filterNames = ['q', 'service', 'operation', 'principal', 'region', 'errors', 'denied', 'own'] as const;

/** All of the words, wherever they are, in whatever case. */
export function filtered(entries: readonly RequestEntry[], filter: Filter): readonly RequestEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      (filter.service === '' || entry.service === filter.service) &&
      (filter.operation === '' || entry.operation === filter.operation) &&
      (filter.principal === '' || entry.principal === filter.principal) &&
      (filter.region === '' || entry.region === filter.region) &&
      (!filter.errorsOnly || isError(entry)) &&
      (!filter.deniedOnly || isDenied(entry)) &&
      (filter.showsOwn || !isConsoles(entry)) &&
      (words.length === 0 || hasWords(entry, words)),
  );
}

function hasWords(entry: RequestEntry, words: readonly string[]): boolean {
  const { service, operation, asked, principal, accessKeyId, error, requestId, sourceIp, userAgent, status } = entry;
  const text = [service, operation, asked, principal, accessKeyId, error, requestId, sourceIp, userAgent, status]
    .concat(entry.decisions.flatMap(({ action, resource }) => [action, resource]))
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The different values of a member, in order: what can be chosen. */
export const choices = (
  entries: readonly RequestEntry[],
  name: 'service' | 'operation' | 'principal' | 'region',
): readonly string[] =>
  [...new Set(entries.map((entry) => entry[name]))]
    .filter((value): value is string => value !== undefined && value !== '')
    .toSorted();

/** A line of JSON for each. */
export const ndjson = (entries: readonly RequestEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
