import type { Clock } from '../../../../runtime/clock.js';
import type { Logger } from '../../../../runtime/log.js';
import type { LogPlace, LogsPort } from '../../../logs/port.js';
import type { Application, LoggingOption } from '../../domain/application.js';
import { applicationArn } from '../../domain/arn.js';
import { putLogNeeds, type RoleChecks } from '../../role-checks.js';
import type { ApplicationMessage, MessageLog } from '../ports.js';

export interface LogStreamMessagesParts {
  readonly logs: Pick<LogsPort, 'hasStream' | 'write'>;
  readonly checks: Pick<RoleChecks, 'denial'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

interface Waiting {
  readonly application: Application;
  readonly option: LoggingOption;
  readonly timestamp: number;
  readonly message: string;
}

/** Messages that wait to be written; beyond it, new ones are lost. */
const mostWaiting = 1_000;

/**
 * Writes applications' messages into the log streams that their logging options name, one after the other, beside their work. What a role may not write, or
 * what has no stream to go to, is lost, as with AWS.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/cloudwatch-logs.html
 */
export class LogStreamMessages implements MessageLog {
  readonly #parts: LogStreamMessagesParts;
  readonly #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(parts: LogStreamMessagesParts) {
    this.#parts = parts;
  }

  write(application: Application, message: ApplicationMessage): void {
    const timestamp = this.#parts.clock.now();
    for (const option of application.logging) {
      if (this.#waiting.length >= mostWaiting) return;
      this.#waiting.push({ application, option, timestamp, message: textOf(application, message) });
    }
    if (this.#waiting.length === 0) return;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when everything that was given has been written, or is lost. */
  async settled(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      try {
        await this.#writeOne(next);
      } catch (error) {
        const { account, region, name } = next.application;
        this.#parts.logger.warn('a message of an analytics application was lost', { account, region, name, error });
      }
    }
  }

  async #writeOne({ application, option, timestamp, message }: Waiting): Promise<void> {
    const { logs, checks } = this.#parts;
    const place = placeOf(option.logStreamArn);
    if (place === undefined) return;
    const role = option.role ?? application.serviceRole;
    if ((await checks.denial(application, role, putLogNeeds(option.logStreamArn))) !== undefined) return;
    // Writing would make what is not there.
    if (await logs.hasStream(place)) await logs.write(place, [{ timestamp, message }]);
  }
}

/** In AWS's order. */
function textOf(application: Application, { errorCode, message, itemId }: ApplicationMessage): string {
  const member = members[errorCode];
  return JSON.stringify({
    applicationARN: applicationArn(application),
    applicationVersionId: String(application.version),
    messageType: 'ERROR',
    message,
    ...(member === undefined ? {} : { [member]: itemId }),
    errorCode,
    messageSchemaVersion: '1',
  });
}

/** What a message is about; AWS has the first two. */
const members: Readonly<Record<ApplicationMessage['errorCode'], string | undefined>> = {
  InputError: 'inputId',
  ReferenceDataError: 'referenceId',
  OutputError: 'outputId',
  CodeError: undefined,
};

function placeOf(arn: string): LogPlace | undefined {
  const found = /^arn:aws[\w-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([^:*]+):log-stream:([^:*]+)$/.exec(arn);
  const [, region, account, group, stream] = found ?? [];
  if (region === undefined || account === undefined || group === undefined || stream === undefined) return undefined;
  return { account, region, group, stream };
}
