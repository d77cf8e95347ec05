import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { Clock } from '../../runtime/clock.js';
import type { Logger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import { functionArn } from './domain/arns.js';
import type { LogEvent, LogSink } from './execution/index.js';

/** What functions' logs ask of CloudWatch Logs. */
export interface LogStore {
  hasGroup(place: { readonly account: string; readonly region: string; readonly group: string }): Promise<boolean>;
  write(
    place: { readonly account: string; readonly region: string; readonly group: string; readonly stream: string },
    events: readonly LogEvent[],
  ): Promise<void>;
}

/** Whose log it is. */
export interface LoggingFunction {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly role: string;
  readonly group: string;
  readonly stream: string;
}

export interface FunctionLogsParts {
  readonly logs: LogStore;
  readonly acting: ActingRoles;
  /** CloudWatch Logs, whose resources the role is asked about. */
  readonly target: () => Service | undefined;
  readonly realClock: Clock;
  readonly logger: Logger;
}

/** Lines wait so long for others, ms: an invocation's are written together. */
const gathering = 20;
/** Bytes of lines that wait for the store at most, of one stream; what comes beyond is dropped, as no memory holds everything. */
const mostWaiting = 16 * 1024 * 1024;

/** Writes what functions log into their log groups, as far as their roles may: without permission nothing is kept, as on AWS. */
export class FunctionLogs {
  readonly #parts: FunctionLogsParts;
  readonly #open = new Set<StreamWriter>();

  constructor(parts: FunctionLogsParts) {
    this.#parts = parts;
  }

  sink(of: LoggingFunction): LogSink {
    const writer = new StreamWriter(this.#parts, of, (busy) => {
      if (busy) this.#open.add(writer);
      else this.#open.delete(writer);
    });
    return writer;
  }

  /** Resolves when everything that was logged until now is written. */
  async flush(): Promise<void> {
    await Promise.all([...this.#open].map((writer) => writer.written()));
  }
}

class StreamWriter implements LogSink {
  readonly #parts: FunctionLogsParts;
  readonly #of: LoggingFunction;
  readonly #busy: (busy: boolean) => void;
  #waiting: LogEvent[] = [];
  #bytes = 0;
  #writing: Promise<void> | undefined;
  /** What was taken so far, one after the other. */
  #stored: Promise<void> = Promise.resolve();

  constructor(parts: FunctionLogsParts, of: LoggingFunction, busy: (busy: boolean) => void) {
    this.#parts = parts;
    this.#of = of;
    this.#busy = busy;
  }

  write(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (this.#bytes > mostWaiting) break;
      this.#waiting.push(event);
      this.#bytes += event.message.length;
    }
    if (this.#writing !== undefined) return;
    this.#busy(true);
    this.#writing = new Promise<void>((resolve) => this.#parts.realClock.after(gathering, resolve))
      .then(() => this.#flush())
      .finally(() => {
        this.#writing = undefined;
        this.#busy(false);
        if (this.#waiting.length > 0) this.write([]);
      });
  }

  /** Resolves when everything is written that waits, or is being written. */
  async written(): Promise<void> {
    await this.#flush();
  }

  #flush(): Promise<void> {
    const events = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (events.length > 0) this.#stored = this.#stored.then(() => this.#store(events));
    return this.#stored;
  }

  async #store(events: readonly LogEvent[]): Promise<void> {
    try {
      if (await this.#mayWrite()) await this.#parts.logs.write(this.#of, events);
    } catch (error) {
      this.#parts.logger.warn('a log of a function was not written', { function: functionArn(this.#of), error });
    }
  }

  async #mayWrite(): Promise<boolean> {
    const { acting, logs, target } = this.#parts;
    const { account, region, group, stream, role } = this.#of;
    const service = target();
    const session = acting.session({
      roleArn: role,
      service: 'lambda.amazonaws.com',
      sessionName: this.#of.name,
      sourceArn: functionArn(this.#of),
      sourceAccount: account,
    });
    if (session === undefined || service === undefined) return false;
    const groupArn = `arn:aws:logs:${region}:${account}:log-group:${group}`;
    const asked: [string, string][] = [
      ['logs:CreateLogStream', `${groupArn}:log-stream:${stream}`],
      ['logs:PutLogEvents', `${groupArn}:log-stream:${stream}`],
    ];
    if (!(await logs.hasGroup(this.#of))) asked.push(['logs:CreateLogGroup', groupArn]);
    for (const [action, resource] of asked) {
      if ((await session.may({ action, resources: [resource] }, service, region)) !== undefined) return false;
    }
    return true;
  }
}
