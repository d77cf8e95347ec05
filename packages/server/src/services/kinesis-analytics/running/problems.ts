import type { Clock } from '../../../runtime/clock.js';
import type { Application, Input, Output, Reference } from '../domain/application.js';
import type { ApplicationMessage, MessageLog } from './ports.js';

/** A problem that lasts is told again after so long, ms. */
const pause = 60_000;

const inputMessage =
  'There is a problem related to the configuration of your input. Please check that the resource exists, the role has the correct permissions to access the resource and that Kinesis Analytics can assume the role provided.';
const referenceMessage =
  'There is a problem related to the configuration of your reference data. Please check that the bucket and the file exist, the role has the correct permissions to access these resources and that Kinesis Analytics can assume the role provided.';

/** Tells of what keeps an application from working: when it begins, and now and then while it lasts, or comes again. */
export class Problems {
  readonly #application: Application;
  readonly #log: MessageLog;
  readonly #clock: Pick<Clock, 'now'>;
  /** When each was told last. */
  readonly #told = new Map<string, number>();

  constructor(application: Application, log: MessageLog, clock: Pick<Clock, 'now'>) {
    this.#application = application;
    this.#log = log;
    this.#clock = clock;
  }

  /** @param input null where the role is at fault, as AWS has it */
  input(input: Input | null): void {
    this.#tell('input', { errorCode: 'InputError', message: inputMessage, itemId: input?.id ?? null });
  }

  /** The input's schema contradicts itself, which nobody checks before. */
  schema({ id }: Input, reason: string): void {
    const message = `There is a problem related to the schema of your input. ${reason}`;
    this.#tell('schema', { errorCode: 'InputError', message, itemId: id });
  }

  reference({ id }: Reference): void {
    this.#tell(`reference ${id}`, { errorCode: 'ReferenceDataError', message: referenceMessage, itemId: id });
  }

  output({ id }: Output, reason: string): void {
    this.#tell(`output ${id}`, {
      errorCode: 'OutputError',
      message: `There is a problem related to the configuration of your output. ${reason}`,
      itemId: id,
    });
  }

  #tell(key: string, message: ApplicationMessage): void {
    const now = this.#clock.now();
    const last = this.#told.get(key);
    // The clock may have been set back.
    if (last !== undefined && now >= last && now - last < pause) return;
    this.#told.set(key, now);
    this.#log.write(this.#application, message);
  }
}
