import type { Verdict } from './authorization/verdict.js';
import { BodyRing } from './exchanges/body-ring.js';
import { viewOf, type ExchangeView } from './exchanges/exchange-view.js';
import { keepExchange, type Exchange, type KeptExchange } from './exchanges/exchange.js';
import type { Outcome } from './service.js';

/** One request can need thousands of permissions. Of so many the first are kept, and the last: a denial comes last. */
const mostVerdicts = 20;

/** The last requests that were answered, and what the policies said of each. */
export class RequestLog {
  readonly #outcomes: (Outcome | undefined)[];
  readonly #exchanges: (KeptExchange | undefined)[];
  readonly #bodies: BodyRing;
  readonly #explain: (outcome: Outcome) => string | undefined;
  #next = 0;

  /**
   * @param capacity how many are kept
   * @param explain seals why a request was denied, for DecodeAuthorizationMessage; called when the log is read
   * @param bodies where they are kept
   */
  constructor(
    capacity = 2000,
    explain: (outcome: Outcome) => string | undefined = () => undefined,
    bodies = new BodyRing(),
  ) {
    this.#outcomes = Array.from({ length: capacity }, () => undefined);
    this.#exchanges = Array.from({ length: capacity }, () => undefined);
    this.#explain = explain;
    this.#bodies = bodies;
  }

  /** @param exchange the request and its answer, as they are; undefined where nobody is to see them */
  add(outcome: Outcome, exchange?: Exchange): void {
    const at = this.#next % this.#outcomes.length;
    this.#outcomes[at] = outcome.verdicts.length > mostVerdicts ? shortened(outcome) : outcome;
    this.#exchanges[at] = exchange && keepExchange(exchange, this.#bodies);
    this.#next++;
  }

  /** A request in full, its input and output read and without their secrets; undefined when it is not kept. */
  detail(number: number): RequestDetail | undefined {
    const at = number % this.#outcomes.length;
    const [entry] = this.since(number - 1, 1);
    if (entry?.number !== number) return undefined;
    const kept = this.#exchanges[at];
    return { ...entry, ...(kept && viewOf(kept, entry.error, this.#bodies)) };
  }

  /**
   * @param after the number of the last request that is known; -1 for none
   * @returns the requests since then, oldest first, each with its number
   */
  since(after: number, limit: number): RequestEntry[] {
    const first = Math.max(after + 1, this.#next - this.#outcomes.length, 0);
    const entries: RequestEntry[] = [];
    for (let number = first; number < this.#next && entries.length < limit; number++) {
      const outcome = this.#outcomes[number % this.#outcomes.length];
      if (outcome)
        entries.push({ number, ...requestEntry(outcome), encodedAuthorizationMessage: this.#explain(outcome) });
    }
    return entries;
  }

  /** The last ones, oldest first. */
  last(limit: number): RequestEntry[] {
    return this.since(this.#next - 1 - limit, limit);
  }
}

const shortened = (outcome: Outcome): Outcome => ({
  ...outcome,
  verdicts: [...outcome.verdicts.slice(0, mostVerdicts - 1), ...outcome.verdicts.slice(-1)],
});

export type RequestEntry = ReturnType<typeof requestEntry> & {
  readonly number: number;
  /** Of a request that a policy denied. */
  readonly encodedAuthorizationMessage: string | undefined;
};

/** A request as `/_paddock/requests?number=` shows it. */
export type RequestDetail = RequestEntry & Partial<ExchangeView>;

/** How logs and `/_paddock/requests` show a request. No secret is in it. */
export const requestEntry = (outcome: Outcome) => ({
  time: new Date(outcome.at).toISOString(),
  requestId: outcome.requestId,
  service: outcome.service,
  operation: outcome.operation,
  asked: outcome.asked,
  region: outcome.region,
  /** Absent for a request that needs no signature, or whose signature is wrong. */
  principal: outcome.principal?.arn || undefined,
  accessKeyId: outcome.principal?.accessKeyId || undefined,
  sourceIp: outcome.sourceIp,
  userAgent: outcome.userAgent,
  status: outcome.status,
  error: outcome.errorCode,
  /** ms */
  latency: Math.round(outcome.latency * 1000) / 1000,
  decisions: outcome.verdicts.map(decisionEntry),
});

const decisionEntry = ({ action, resource, decision }: Verdict) => ({
  action,
  resource,
  outcome: decision.outcome,
  decidedBy: decision.decidedBy,
  statements: decision.statements.map(({ source, statement, index }) => ({
    policy: source.name,
    type: source.type,
    holder: source.holder,
    index,
    sid: statement.sid,
    effect: statement.effect,
  })),
});
