import type { Verdict } from './authorization/verdict.js';
import type { Outcome } from './service.js';

/** One request can need thousands of permissions. Of so many the first are kept, and the last: a denial comes last. */
const mostVerdicts = 20;

/** The last requests that were answered, and what the policies said of each. */
export class RequestLog {
  readonly #outcomes: (Outcome | undefined)[];
  readonly #explain: (outcome: Outcome) => string | undefined;
  #next = 0;

  /**
   * @param capacity how many are kept
   * @param explain seals why a request was denied, for DecodeAuthorizationMessage; called when the log is read
   */
  constructor(capacity = 2000, explain: (outcome: Outcome) => string | undefined = () => undefined) {
    this.#outcomes = Array.from({ length: capacity }, () => undefined);
    this.#explain = explain;
  }

  add(outcome: Outcome): void {
    this.#outcomes[this.#next % this.#outcomes.length] =
      outcome.verdicts.length > mostVerdicts ? shortened(outcome) : outcome;
    this.#next++;
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
